using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>What a job that planned a batch tells the jobs after it.</summary>
public static class PlanOutputs
{
    /// <summary>The outputs by name; all are always there.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="text">Its text, for the digest.</param>
    /// <param name="file">Where it was written; empty when it was not.</param>
    /// <param name="attempt">The attempt of the workflow run.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Of(
        SweepPlan plan,
        ReadOnlySpan<byte> text,
        string file,
        int attempt
    )
    {
        var legs = plan.Legs;
        return
        [
            new("group", plan.Group),
            new("batch", Number(plan.Batch)),
            new("count", Number(legs.Sum(leg => leg.Experiments.Length))),
            new("legs", Number(legs.Length)),
            new("stop", plan.Ended is null ? "false" : "true"),
            new("reason", plan.Ended?.Reason.ReplaceLineEndings(" ") ?? ""),
            new("matrix", MatrixText.GitHub(plan)),
            new("max-parallel", Number(Math.Clamp(plan.Concurrency, 1, Math.Max(legs.Length, 1)))),
            new("plan-file", file),
            new("plan-artifact", ArtifactNames.Plan(plan.Group, plan.Batch, attempt)),
            new("plan-digest", DigestOf(text)),
            new("restore", RestorePattern(plan)),
        ];
    }

    /// <summary>The SHA-256 of a plan's bytes, in lower-case hex.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The artifacts that hold the outputs of predecessors; empty when no experiment continues one.</summary>
    private static string RestorePattern(SweepPlan plan)
    {
        if (!plan.Resume)
        {
            return "";
        }

        var parents = plan.Entries.Where(entry => entry.IsOpen).Select(entry => entry.Experiment.Parent).ToHashSet();
        var batches = plan
            .Entries.Where(entry => parents.Contains(entry.Experiment.Index))
            .Select(entry => entry.Batch)
            .Distinct()
            .ToList();
        return batches switch
        {
            [] => "",
            [var batch] => ArtifactNames.ResultsOf(plan.Group, batch),
            _ => ArtifactNames.ResultsOf(plan.Group),
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
