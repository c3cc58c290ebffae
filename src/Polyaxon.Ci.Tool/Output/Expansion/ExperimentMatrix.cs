using System.Globalization;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Tool.Output.Expansion;

/// <summary>
/// Experiments as the matrix of a CI system: rows of <c>id</c>, <c>name</c> and <c>index</c>, all texts. Values of parameters are not in
/// it: matrices damage numbers, and a value that looks like a secret would empty it.
/// </summary>
internal static class ExperimentMatrix
{
    /// <summary>The CI systems and the most jobs of one matrix on each.</summary>
    private static readonly Dictionary<string, int> MaxJobs = new(StringComparer.Ordinal)
    {
        ["github"] = 256,
        ["gitlab"] = 200,
        ["azure"] = 256,
    };

    /// <summary>The names of the CI systems.</summary>
    public static IReadOnlyCollection<string> Systems => MaxJobs.Keys;

    /// <summary>Writes the matrix; more rows than the system takes are a fault.</summary>
    public static void Write(string system, TextWriter output, ExperimentRows rows)
    {
        var most = MaxJobs[system];
        var ids = rows.Take(most + 1).Select(row => row.Suggestion.Id).ToList();
        if (ids.Count > most)
        {
            rows.Fault = new Diagnostic(
                CiRules.TooManyJobs,
                $"A {system} matrix has at most {most} jobs; list a window with --offset and --limit.",
                SourceSpan.CommandLine
            );
        }
        else if (rows.Fault is null)
        {
            output.Write(JsonText.Format(Matrix(system, ids)) + "\n");
        }
    }

    private static MapValue Matrix(string system, List<long> ids) =>
        system switch
        {
            "github" => Json.Map(("include", Json.List(ids.Select(id => Row(id, "id", "name", "index"))))),
            "gitlab" => Json.Map(("matrix", Json.List(ids.Select(id => Row(id, "PLX_ID", "PLX_NAME", "PLX_INDEX"))))),
            _ => new MapValue([
                .. ids.Select(id => KeyValuePair.Create<string, Value>(Id(id), Row(id, "id", "name", "index"))),
            ]),
        };

    private static MapValue Row(long id, string idName, string nameName, string indexName) =>
        Json.Map(
            (idName, Value.Of(Id(id))),
            (nameName, Value.Of($"experiment {Text(id)}")),
            (indexName, Value.Of(Text(id)))
        );

    private static string Id(long id) => $"e{Text(id)}";

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
