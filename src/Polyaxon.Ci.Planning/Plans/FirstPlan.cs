using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Where a group in CI starts from: nothing planned yet, and whether it can be planned at all.</summary>
public static class FirstPlan
{
    /// <summary>The plan before the first batch.</summary>
    /// <param name="file">The specification.</param>
    /// <param name="source">The texts and parameters it was read from.</param>
    /// <param name="seed">The seed in force.</param>
    /// <param name="objective">What ranks; null when nothing does.</param>
    /// <param name="commit">The commit of the code that will be run; null outside a repository.</param>
    /// <param name="settings">How batches are made.</param>
    /// <param name="toolVersion">The version of the tool.</param>
    public static SweepPlan Before(
        Polyaxonfile file,
        PlanSource source,
        long seed,
        MetricGoal? objective,
        string? commit,
        PlanSettings settings,
        string toolVersion
    ) =>
        new()
        {
            ToolVersion = toolVersion,
            Group = GroupIdentity.Of(file, source, seed, objective, commit),
            Commit = commit,
            Seed = seed,
            Objective = objective,
            Batch = 0,
            Concurrency = file.Hptuning.Concurrency,
            Resume = file.Hptuning.Search is HyperbandSection { Resume: true },
            Settings = settings,
            Source = source,
            Entries = [],
        };

    /// <summary>Why a group cannot be planned; empty when it can.</summary>
    public static ImmutableArray<Diagnostic> Faults(
        HptuningSection hptuning,
        GroupOverview overview,
        PlanSettings settings
    )
    {
        var total = BatchSchedule.Total(overview);
        if (total > CiLimits.Experiments)
        {
            return
            [
                Fault(
                    CiRules.TooManyExperiments,
                    $"The group has {total} experiments; one in CI has at most {CiLimits.Experiments}. Give n_experiments, or smaller ranges."
                ),
            ];
        }

        var batches = BatchSchedule.Sizes(hptuning, total, settings).Length;
        if (batches <= settings.MaxBatches)
        {
            return [];
        }

        var size = SizeFor(hptuning, total, settings);
        var other = size is null ? "" : $", or --batch-size {size}";
        return
        [
            Fault(
                CiRules.TooManyBatches,
                $"The group needs {batches} batches and the workflow has {settings.MaxBatches}. Give --max-batches {batches}, and as many to the workflow{other}."
            ),
        ];
    }

    /// <summary>What to think about before a plan is run.</summary>
    public static ImmutableArray<Diagnostic> Warnings(HptuningSection hptuning, GroupOverview overview, SweepPlan plan)
    {
        var sizes = BatchSchedule.Sizes(hptuning, BatchSchedule.Total(overview), plan.Settings);
        var jobs = PlanEstimate.Of(sizes, plan.Concurrency, plan.Settings).Jobs;
        var warnings = ImmutableArray.CreateBuilder<Diagnostic>();
        if (jobs > CiLimits.MatrixJobs && sizes.Length > 1)
        {
            warnings.Add(
                Fault(
                    CiRules.JobsInSum,
                    $"All batches together make {jobs} jobs; one run of GitHub Actions has at most {CiLimits.MatrixJobs} from matrices. Pack more experiments into a job with --per-job."
                )
            );
        }

        // Each batch also leaves a plan and a ledger.
        var artifacts = jobs + (2L * sizes.Length);
        if (artifacts > CiLimits.Artifacts)
        {
            warnings.Add(
                Fault(
                    CiRules.ArtifactsInSum,
                    $"All batches together leave {artifacts} artifacts; a download sees at most {CiLimits.Artifacts} of a run. Pack more experiments into a job with --per-job."
                )
            );
        }

        AddPacking(warnings, plan);
        AddRefused(warnings, plan);
        return warnings.ToImmutable();
    }

    private static void AddPacking(ImmutableArray<Diagnostic>.Builder warnings, SweepPlan plan)
    {
        var most = plan.Legs.Select(leg => leg.Experiments.Length).DefaultIfEmpty().Max();
        if (plan.Settings.PerJob < most)
        {
            warnings.Add(
                Fault(
                    CiRules.PackedTighter,
                    $"--per-job {plan.Settings.PerJob} would make more than {plan.Settings.MaxJobs} jobs; {most} experiments are packed into one."
                )
            );
        }

        var minutes = plan.Settings.SetupMinutes + (most * plan.Settings.MinutesPerExperiment);
        if (minutes > CiLimits.JobMinutes)
        {
            warnings.Add(
                Fault(
                    CiRules.LongJob,
                    $"A job with {most} experiments takes about {minutes:0} minutes; hosted jobs end after {CiLimits.JobMinutes}. Use smaller batches."
                )
            );
        }
    }

    private static void AddRefused(ImmutableArray<Diagnostic>.Builder warnings, SweepPlan plan)
    {
        var refused = plan.Entries.Where(entry => entry.Outcome is { Kind: OutcomeKind.Refused }).ToList();
        if (refused.Count > 0)
        {
            warnings.Add(
                Fault(
                    CiRules.RefusedExperiments,
                    $"{refused.Count} of {plan.Entries.Length} experiments cannot be run and count as failed. The first, experiment {refused[0].Experiment.Index}: {refused[0].Outcome!.Message}"
                )
            );
        }
    }

    /// <summary>A batch size with which the batches are enough; null when there is none (Hyperband's levels are what they are).</summary>
    private static BigInteger? SizeFor(HptuningSection hptuning, BigInteger total, PlanSettings settings) =>
        (hptuning.Search, settings.MaxBatches) switch
        {
            (HyperbandSection, _) => null,
            (BayesianSection, < 2) => null,
            (BayesianSection bo, var most) => (bo.NIterations + most - 2) / (most - 1),
            (_, var most) => (total + most - 1) / most,
        };

    private static Diagnostic Fault(DiagnosticRule rule, string message) => new(rule, message, SourceSpan.CommandLine);
}
