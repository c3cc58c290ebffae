namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Finds the name somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>Longer names are not compared: nobody mistypes one, and comparing takes time by the square of the length.</summary>
    private const int MostLetters = 100;

    /// <summary>The most candidates looked at, so that a hostile file with very many names is answered at once.</summary>
    private const int MostCandidates = 2000;

    /// <summary>The most similar candidate, when it is similar enough to be a slip; else null.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MostLetters)
        {
            return null;
        }

        var plain = Plain(name);
        string? best = null;
        var bestDistance = Math.Max(1, (name.Length + 1) / 3) + 1;
        foreach (var candidate in candidates.Take(MostCandidates).Where(candidate => candidate.Length <= MostLetters))
        {
            var other = Plain(candidate);

            // Names whose lengths differ by more than the best so far need not be compared letter by letter.
            if (Math.Abs(plain.Length - other.Length) >= bestDistance)
            {
                continue;
            }

            var distance = plain == other ? 0 : Distance(plain, other);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>" Did you mean 'x'?" or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>Case, dashes and underscores are the commonest slips (<c>nExperiments</c>, <c>n-experiments</c>).</summary>
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two texts.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var edit = Math.Min(replace, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return isSwap ? Math.Min(edit, rows[i - 2, j - 2] + 1) : edit;
    }
}
