using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Planning.Plans;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>Plans in words, and as matrices.</summary>
internal static class PlanText
{
    /// <summary>What a plan will run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="sizes">The batches of the whole group.</param>
    public static IReadOnlyList<string> Describe(SweepPlan plan, ImmutableArray<int> sizes)
    {
        var legs = plan.Legs;
        var count = legs.Sum(leg => leg.Experiments.Length);
        var reused = plan.Entries.Count(entry => entry.Outcome is { Kind: OutcomeKind.Reused });
        var first = PlanEstimate.Of([count], plan.Concurrency, plan.Settings);
        var all = PlanEstimate.Of(sizes, plan.Concurrency, plan.Settings);
        List<string> lines =
        [
            Text($"Group {plan.Group}, seed {plan.Seed}"),
            plan.Ended is { } end
                ? $"Nothing is to be run: {end.Reason}"
                : Text(
                    $"Batch {plan.Batch} of {sizes.Length}: {count} experiments in {legs.Length} jobs, at most {Math.Min(plan.Concurrency, legs.Length)} at once{Minutes(first)}"
                ),
        ];
        if (reused > 0)
        {
            lines.Add(Text($"{reused} results are reused"));
        }

        if (sizes.Length > 1)
        {
            lines.Add(Text($"All batches: at most {sizes.Sum()} experiments in {all.Jobs} jobs{Minutes(all)}"));
        }

        return lines;
    }

    /// <summary>A plan's legs in the form of a CI system.</summary>
    public static string Matrix(SweepPlan plan, ImmutableArray<int> sizes, string format, string planPath) =>
        format switch
        {
            "azure" => MatrixText.Azure(plan) + "\n",
            "gitlab" => GitLabPipeline.Write(plan, sizes, planPath),
            _ => MatrixText.GitHub(plan) + "\n",
        };

    private static string Minutes(PlanEstimate estimate) =>
        estimate.Minutes is { } minutes ? Text($", about {minutes:0} billed minutes") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
