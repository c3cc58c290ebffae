using System.Globalization;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Local;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Tells of a running group in plain lines.</summary>
internal sealed class RunLines(TextWriter output, TextWriter error, string count, long seed, MetricGoal? objective)
    : SweepObserver
{
    private int _finished;

    /// <inheritdoc/>
    public override void Created(long group)
    {
        output.WriteLine("Experiment group was created");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"id {group}, seed {seed}"));
        output.WriteLine();
    }

    /// <inheritdoc/>
    public override void Building() => output.WriteLine("Running the build steps");

    /// <inheritdoc/>
    public override void Finished(ExperimentResult result, long id)
    {
        _finished++;
        var values = string.Join(' ', result.Declarations.Select(one => $"{one.Key}={one.Value}"));
        var message = result.Message is null ? "" : $"  {result.Message}";
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_finished}/{count}  {id}  {result.Status.ToText()}  {values}{Objective(result)}{message}"
            )
        );
    }

    /// <inheritdoc/>
    public override void Note(string text) => error.WriteLine(text);

    private string Objective(ExperimentResult result) =>
        result.Metrics.FirstOrDefault(series => series.Name == objective?.Name) is { } series
            ? $"  {series.Name}={NumberText.Format(series.Last)}"
            : "";
}
