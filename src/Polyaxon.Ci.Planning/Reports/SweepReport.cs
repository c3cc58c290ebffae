using System.Collections.Immutable;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Reports;

/// <summary>A value of a parameter, or a range of them, and the best objective reached with it.</summary>
/// <param name="Label">The value or range.</param>
/// <param name="Value">The best objective.</param>
public sealed record ParameterBar(string Label, double Value);

/// <summary>How the objective depends on one parameter.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Bars">The best objective by value; at least two.</param>
public sealed record ParameterEffect(string Name, ImmutableArray<ParameterBar> Bars);

/// <summary>The best objective after an experiment, in the order of experiments.</summary>
/// <param name="Index">The experiment.</param>
/// <param name="Best">The best so far.</param>
public sealed record TracePoint(long Index, double Best);

/// <summary>What a summary tells of a group, as data.</summary>
public sealed record SweepReport
{
    private const int MostMetrics = 6;

    /// <summary>The ledger it is made of.</summary>
    public required GroupLedger Ledger { get; init; }

    /// <summary>How many experiments run at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>The names of the searched parameters.</summary>
    public required ImmutableArray<string> Parameters { get; init; }

    /// <summary>The names of the metrics that are shown, the objective first.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>The experiments, the best first, those without a value last.</summary>
    public required ImmutableArray<PlanEntry> Ranked { get; init; }

    /// <summary>The best objective so far, over the experiments.</summary>
    public required ImmutableArray<TracePoint> Trace { get; init; }

    /// <summary>The objective by parameter.</summary>
    public required ImmutableArray<ParameterEffect> Effects { get; init; }

    /// <summary>What a model has learnt; null when none was made.</summary>
    public ModelAnalysis? Analysis { get; init; }

    /// <summary>How many jobs ran.</summary>
    public required int Jobs { get; init; }

    /// <summary>The minutes that were expected to be billed; null when nobody said how long an experiment takes.</summary>
    public required double? EstimatedMinutes { get; init; }

    /// <summary>The minutes that experiments took, each job rounded up; the jobs' own set-up is not known.</summary>
    public required double ActualMinutes { get; init; }

    /// <summary>The report of a ledger.</summary>
    /// <param name="ledger">The group.</param>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="analysis">What a model has learnt; null when none was made.</param>
    public static SweepReport Of(GroupLedger ledger, HptuningSection hptuning, ModelAnalysis? analysis = null)
    {
        var jobs = ledger
            .Entries.Where(entry => entry.Outcome is { Kind: OutcomeKind.Received or OutcomeKind.Missing })
            .GroupBy(entry => ((long)entry.Batch << 32) | (uint)entry.Experiment.Leg)
            .Select(job => job.ToList())
            .ToList();
        var settings = ledger.Settings;
        return new SweepReport
        {
            Ledger = ledger,
            Concurrency = hptuning.Concurrency,
            Parameters = [.. hptuning.Matrix.Select(parameter => parameter.Name)],
            Metrics = MetricNames(ledger),
            Ranked = Rank(ledger),
            Trace = TraceOf(ledger),
            Effects = ParameterEffects.Of(ledger, hptuning),
            Analysis = analysis,
            Jobs = jobs.Count,
            EstimatedMinutes = settings.MinutesPerExperiment is { } each
                ? jobs.Sum(job => Math.Ceiling(settings.SetupMinutes + (job.Count * each)))
                : null,
            ActualMinutes = jobs.Sum(job => Math.Ceiling(job.Sum(entry => entry.Outcome!.Duration?.TotalMinutes ?? 0))),
        };
    }

    private static ImmutableArray<string> MetricNames(GroupLedger ledger) =>
        [
            .. ledger
                .Entries.SelectMany(entry => entry.Outcome?.Metrics ?? [])
                .Select(series => series.Name)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .OrderByDescending(name => name == ledger.Objective?.Name)
                .Take(MostMetrics),
        ];

    private static ImmutableArray<PlanEntry> Rank(GroupLedger ledger)
    {
        var sign = ledger.Objective?.Optimization == Optimization.Maximize ? -1 : 1;
        return
        [
            .. ledger
                .Entries.OrderBy(entry => ledger.ValueOf(entry) is null)
                .ThenBy(entry => sign * ledger.ValueOf(entry) ?? 0)
                .ThenBy(entry => entry.Outcome?.Status == ExperimentStatus.Stopped)
                .ThenBy(entry => entry.Experiment.Index),
        ];
    }

    private static ImmutableArray<TracePoint> TraceOf(GroupLedger ledger)
    {
        var points = ImmutableArray.CreateBuilder<TracePoint>();
        var best = double.NaN;
        foreach (var entry in ledger.Entries)
        {
            if (ledger.ValueOf(entry) is { } value)
            {
                best = ledger.Objective!.IsBetter(value, best) ? value : best;
                points.Add(new TracePoint(entry.Experiment.Index, best));
            }
        }

        return points.ToImmutable();
    }

    /// <summary>The value of a parameter of an experiment, as text; empty when it has none.</summary>
    public static string ValueOf(PlanEntry entry, string parameter)
    {
        foreach (var (name, value) in entry.Experiment.Parameters)
        {
            if (name == parameter)
            {
                return value is TextValue text ? text.Text : JsonText.Format(value);
            }
        }

        return "";
    }
}
