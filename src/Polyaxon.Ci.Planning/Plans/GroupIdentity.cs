using System.Security.Cryptography;
using System.Text;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>The id of a group in CI: derived, so that every batch, leg and re-run of one sweep agrees on it.</summary>
public static class GroupIdentity
{
    private const int LongestName = 40;

    /// <summary>The file's name (or <c>group</c>) and eight hex digits of a hash over all that makes the sweep what it is.</summary>
    /// <param name="file">The specification.</param>
    /// <param name="source">The texts and parameters it was read from.</param>
    /// <param name="seed">The seed in force.</param>
    /// <param name="objective">What ranks.</param>
    /// <param name="commit">The commit of the code that is run.</param>
    public static string Of(Polyaxonfile file, PlanSource source, long seed, MetricGoal? objective, string? commit)
    {
        StringBuilder text = new();
        JsonText.AppendObject(
            text,
            [
                new("document", file.Document.ToValue()),
                new("params", new ListValue([.. source.Params.Select(Value.Of)])),
                new("seed", Value.Of(seed)),
                new("objective", Value.Of(objective is null ? "" : $"{objective.Name}:{objective.Optimization}")),
                new("commit", Value.Of(commit ?? "")),
            ]
        );
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..8];
        var name = file.Name is { Length: > 0 } given ? given[..Math.Min(given.Length, LongestName)] : "group";
        return $"{name}-{hash}";
    }

    /// <summary>Whether a text can be an id: it becomes part of artifact and file names.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= LongestName + 9 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
