using System.Globalization;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>
/// The job matrix of a CI system: one job an experiment, named by its number alone. Parameters stay out of it, since a matrix passes
/// through shells and expressions that would change them.
/// </summary>
public static class JobMatrix
{
    /// <summary>The most jobs of one matrix on GitHub.</summary>
    public const int MaxGitHubJobs = 256;

    /// <summary>The most jobs of one matrix.</summary>
    /// <param name="format"><c>github</c>, <c>gitlab</c> or <c>azure</c>.</param>
    public static int MaxJobs(string format) => format == "gitlab" ? 200 : MaxGitHubJobs;

    /// <summary>The matrix of some experiments.</summary>
    /// <param name="format"><c>github</c>, <c>gitlab</c> or <c>azure</c>.</param>
    /// <param name="ids">The experiments' numbers.</param>
    public static Value Of(string format, IEnumerable<long> ids)
    {
        var texts = ids.Select(id => id.ToString(CultureInfo.InvariantCulture));
        return format switch
        {
            "github" => Map("include", new ListValue([.. texts.Select(GitHub)])),
            "gitlab" => Map("matrix", new ListValue([.. texts.Select(Variable)])),
            "azure" => new MapValue([.. texts.Select(id => KeyValuePair.Create($"e{id}", Variable(id)))]),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No CI system of that name is known."),
        };
    }

    private static Value GitHub(string id) =>
        new MapValue([
            new("id", Value.Of($"e{id}")),
            new("name", Value.Of($"experiment {id}")),
            new("index", Value.Of(id)),
        ]);

    private static Value Variable(string id) => Map("PLX_EXPERIMENT", Value.Of(id));

    private static MapValue Map(string name, Value value) => new([new(name, value)]);
}
