namespace Polyaxon.Ci.Search.Analysis;

/// <summary>
/// Sobol's first-order and total indices of a function, by quasi-Monte-Carlo: Saltelli's design of d + 2 evaluations a point with the
/// estimators of Saltelli (first order) and Jansen (total), as in Saltelli et al., "Variance based sensitivity analysis of model output",
/// Computer Physics Communications 181, 2010, table 2. The seed is fixed, so the same function has the same indices.
/// </summary>
internal static class SensitivityIndices
{
    /// <summary>What the sequence's scrambling is drawn with: any number does, as long as it stays.</summary>
    private const long Seed = 20_100_401;

    /// <summary>The indices of each coordinate of a function, which is asked at points of the unit cube.</summary>
    /// <param name="function">The function; it must not keep the array.</param>
    /// <param name="dimensions">The number of coordinates.</param>
    /// <param name="points">The number of base points; a power of two is best.</param>
    public static (double FirstOrder, double Total)[] Of(Func<double[], double> function, int dimensions, int points)
    {
        // Both halves come from one sequence: two scramblings of the same coordinates would not be independent.
        var pairs = new QuasiRandomPoints(2 * dimensions, Seed, "pairs");
        var (first, total) = (new double[dimensions], new double[dimensions]);
        var (sum, squares) = (0.0, 0.0);
        var centre = function(Enumerable.Repeat(0.5, dimensions).ToArray());
        for (var i = 0; i < points; i++)
        {
            var pair = pairs.At(i);
            var (a, b) = (pair[..dimensions], pair[dimensions..]);
            // A shift of the function changes no index, but it spares the estimators the size of its mean.
            var (atA, atB) = (function(a) - centre, function(b) - centre);
            sum += atA + atB;
            squares += (atA * atA) + (atB * atB);
            for (var d = 0; d < dimensions; d++)
            {
                (a[d], b[d]) = (b[d], a[d]);
                var mixed = function(a) - centre;
                (a[d], b[d]) = (b[d], a[d]);
                first[d] += atB * (mixed - atA);
                total[d] += (atA - mixed) * (atA - mixed) / 2;
            }
        }

        var mean = sum / (2 * points);
        var variance = (squares / (2 * points)) - (mean * mean);
        return [.. first.Zip(total, (one, all) => Shares(one / points, all / points, variance))];
    }

    /// <summary>Estimates stray a little beyond what indices can be.</summary>
    private static (double, double) Shares(double first, double total, double variance)
    {
        if (!(variance > 1e-12))
        {
            return (0, 0);
        }

        var whole = Math.Clamp(total / variance, 0, 1);
        return (Math.Clamp(first / variance, 0, whole), whole);
    }
}
