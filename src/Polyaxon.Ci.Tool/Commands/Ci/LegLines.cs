using System.CommandLine;
using System.Globalization;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Planning.Plans;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>Tells of a running leg: each experiment's output in a group of its own, then how it ended.</summary>
internal sealed class LegLines(ParseResult parsed, CiOptions options, CiReport report, SweepPlan plan) : LegObserver
{
    private readonly TextWriter _stream =
        options.Format(parsed) == "json" ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output;
    private DisarmedLog? _log;

    /// <inheritdoc/>
    public override void Building() => Open("Build steps");

    /// <inheritdoc/>
    public override void Started(PlannedExperiment experiment, int attempt) =>
        Open(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Experiment {experiment.Index}, attempt {attempt}: {Values(experiment.Declarations)}"
            )
        );

    /// <inheritdoc/>
    public override void Line(string text) => _stream.WriteLine(_log?.Line(text) ?? text);

    /// <inheritdoc/>
    public override void OutputEnded()
    {
        if (_log?.Closing is { } closing)
        {
            _stream.WriteLine(closing);
        }

        _log = null;
        _stream.Flush();
    }

    /// <inheritdoc/>
    public override void Finished(ExperimentResult result)
    {
        var value = result.Metrics.FirstOrDefault(series => series.Name == plan.Objective?.Name) is { } series
            ? $", {TextStyle.OneLine(series.Name)}={NumberText.Format(series.Last)}"
            : "";
        var message = result.Message is null ? "" : $". {TextStyle.OneLine(result.Message)}";
        _stream.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Experiment {result.Index} {result.Status.ToText()}{value}{message}"
            )
        );
        _stream.Flush();
        if (result.Status is ExperimentStatus.Failed or ExperimentStatus.ObjectiveMissing)
        {
            report.Annotate(
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"Experiment {result.Index} {result.Status.ToText()}"),
                $"{Values(result.Declarations)}: {result.Message}"
            );
        }
    }

    /// <inheritdoc/>
    public override void Note(string text) => report.Line(text);

    private void Open(string title)
    {
        _log = new DisarmedLog(CiSystem.Current.LogKind, CiSystem.Random());
        _stream.WriteLine(_log.Opening(TextStyle.OneLine(title)));
    }

    private static string Values(IEnumerable<KeyValuePair<string, Value>> declarations) =>
        TextStyle.OneLine(string.Join(' ', declarations.Select(one => $"{one.Key}={one.Value}")));
}
