using Polyaxon.Ci.Planning.Expansion;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Tool.Output.Expansion;

/// <summary>Experiments as the matrix of a CI system.</summary>
internal static class ExperimentMatrix
{
    /// <summary>The names of the CI systems.</summary>
    public static IReadOnlyCollection<string> Systems { get; } = [.. JobMatrix.MaxJobs.Keys];

    /// <summary>Writes the matrix; more rows than the system takes are a fault.</summary>
    public static void Write(string system, TextWriter output, ExperimentRows rows)
    {
        var most = JobMatrix.MaxJobs[system];
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
            output.Write(JsonText.Format(JobMatrix.Of(system, ids)) + "\n");
        }
    }
}
