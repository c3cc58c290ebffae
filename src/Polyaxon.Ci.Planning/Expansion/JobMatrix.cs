using System.Globalization;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>
/// Experiments as the matrix of a CI system: rows of <c>id</c>, <c>name</c> and <c>index</c>, all texts. Values of parameters are not in
/// it: matrices damage numbers, and a value that looks like a secret would empty it.
/// </summary>
public static class JobMatrix
{
    /// <summary>The most jobs of one matrix on each CI system, by its name: <c>github</c>, <c>gitlab</c>, <c>azure</c>.</summary>
    public static IReadOnlyDictionary<string, int> MaxJobs { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["github"] = CiLimits.MatrixJobs,
            ["gitlab"] = CiLimits.GitLabJobs,
            ["azure"] = CiLimits.MatrixJobs,
        };

    /// <summary>The matrix of some experiments.</summary>
    /// <param name="system">One of the names in <see cref="MaxJobs"/>.</param>
    /// <param name="ids">The experiments' numbers, no more than the system takes.</param>
    public static MapValue Of(string system, IEnumerable<long> ids) =>
        system switch
        {
            "github" => new MapValue([new("include", Rows(ids, "id", "name", "index"))]),
            "gitlab" => new MapValue([new("matrix", Rows(ids, "PLX_ID", "PLX_NAME", "PLX_INDEX"))]),
            _ => new MapValue([
                .. ids.Select(id => KeyValuePair.Create<string, Value>(Id(id), Row(id, "id", "name", "index"))),
            ]),
        };

    private static ListValue Rows(IEnumerable<long> ids, string idName, string nameName, string indexName) =>
        new([.. ids.Select(id => Row(id, idName, nameName, indexName))]);

    private static MapValue Row(long id, string idName, string nameName, string indexName) =>
        new MapValue([
            new(idName, Value.Of(Id(id))),
            new(nameName, Value.Of($"experiment {Text(id)}")),
            new(indexName, Value.Of(Text(id))),
        ]);

    private static string Id(long id) => $"e{Text(id)}";

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
