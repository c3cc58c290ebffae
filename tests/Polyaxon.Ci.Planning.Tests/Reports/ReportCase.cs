using System.Text.Json;
using Polyaxon.Ci.Planning.Gathering;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;

namespace Polyaxon.Ci.Planning.Tests.Reports;

/// <summary>
/// A folder with <c>polyaxonfile.yaml</c> and <c>fates.json</c>: how many batches are gathered, how they are packed, and what becomes of
/// experiments that do not simply succeed.
/// </summary>
internal sealed class ReportCase
{
    private readonly JsonElement _fates;
    private readonly bool _hasMetric;

    public ReportCase(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "fates.json")));
        var root = document.RootElement.Clone();
        _fates = root.GetProperty("fates");
        _hasMetric = !root.TryGetProperty("metric", out var metric) || metric.GetBoolean();
        PlanSettings settings = new()
        {
            PerJob = Number(root, "perJob"),
            MaxBatches = Number(root, "maxBatches") ?? 10,
            MinutesPerExperiment = Number(root, "minutesPerExperiment"),
        };
        Sweep = new Sweep(
            File.ReadAllText(Path.Combine(folder, "polyaxonfile.yaml")),
            settings,
            _hasMetric ? "loss" : null
        );
        First = Sweep.First(new ReusableResults(Reused(), Sweep.Commit, false, Sweep.Empty.Objective));
        (Ledger, Next) = Gather(First);
        for (var batch = 1; batch < root.GetProperty("batches").GetInt32(); batch++)
        {
            (Ledger, Next) = Gather(Next);
        }
    }

    public Sweep Sweep { get; }

    public SweepPlan First { get; }

    public GroupLedger Ledger { get; }

    public SweepPlan Next { get; }

    private (GroupLedger Ledger, SweepPlan Next) Gather(SweepPlan plan) =>
        Sweep.Gather(plan, Sweep.Open(plan).SelectMany(experiment => Files(plan, experiment)));

    private IEnumerable<ReceivedFile> Files(SweepPlan plan, PlannedExperiment experiment)
    {
        var fate = _fates
            .EnumerateArray()
            .FirstOrDefault(fate => fate.GetProperty("index").GetInt64() == experiment.Index);
        var result = Sweep.Result(plan, experiment, _hasMetric ? LossOf(experiment, fate) : null) with
        {
            Message = Text(fate, "message"),
        };
        return Text(fate, "is") switch
        {
            null or "succeeded" => [Sweep.FileOf(result)],
            "lost" => [],
            "corrupt" => [new ReceivedFile($"e{experiment.Index}-a1.json", null, "It is not JSON, or was cut off.")],
            "running" =>
            [
                Sweep.FileOf(result with { Status = ExperimentStatus.Running, FinishedAt = null, Metrics = [] }),
            ],
            "cancelled" => [Sweep.FileOf(Stopped(result, StopCause.User))],
            "stopped" => [Sweep.FileOf(Stopped(result, StopCause.EarlyStopping))],
            "twice" => [Sweep.FileOf(result), Sweep.FileOf(result with { Metrics = [] }, "copy/")],
            "foreign" => [Sweep.FileOf(result), Sweep.FileOf(result with { Fingerprint = "00" }, "other/")],
            "superseded" => [Sweep.FileOf(result with { Metrics = [] }), Sweep.FileOf(result with { Attempt = 2 })],
            "objective_missing" =>
            [
                Sweep.FileOf(result with { Metrics = [], Status = ExperimentStatus.ObjectiveMissing }),
            ],
            "failed" => [Sweep.FileOf(result with { Metrics = [], Status = ExperimentStatus.Failed })],
            var other => throw new InvalidDataException(other),
        };
    }

    private static ExperimentResult Stopped(ExperimentResult result, StopCause cause) =>
        result with
        {
            Status = ExperimentStatus.Stopped,
            StoppedBy = cause,
            Metrics = [],
        };

    private IEnumerable<ExperimentResult> Reused()
    {
        var plan = Sweep.First();
        return Sweep
            .Open(plan)
            .Where(experiment => _fates.EnumerateArray().Any(fate => IsReused(fate, experiment.Index)))
            .Select(experiment => Sweep.Result(plan, experiment, 0.5) with { Group = "earlier-12345678" });
    }

    private static bool IsReused(JsonElement fate, long index) =>
        Text(fate, "is") == "reused" && fate.GetProperty("index").GetInt64() == index;

    /// <summary>As the fate says; else the square of what a parameter <c>x</c> lacks to a third, else some number of the index.</summary>
    private static double LossOf(PlannedExperiment experiment, JsonElement fate)
    {
        if (fate.ValueKind == JsonValueKind.Object && fate.TryGetProperty("loss", out var loss))
        {
            return loss.ValueKind == JsonValueKind.String ? double.NaN : loss.GetDouble();
        }

        return experiment.Parameters is [{ Key: "x", Value: var x }, ..]
            ? Math.Round(Math.Pow(x.AsDouble()!.Value - 0.25, 2), 6)
            : ((experiment.Index * 7 % 11) + 1) / 10.0;
    }

    private static string? Text(JsonElement fate, string name) =>
        fate.ValueKind == JsonValueKind.Object && fate.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var number) ? number.GetInt32() : null;
}
