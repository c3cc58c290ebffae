using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Tells of a running group in plain lines.</summary>
internal sealed class RunLines(RunOutput output, BigInteger total, GroupDefinition definition) : RunView
{
    private int _finished;

    /// <inheritdoc/>
    public override void Created(long group)
    {
        output.Text.WriteLine("Experiment group was created");
        Write(Facts(group, definition));
        output.Text.WriteLine();
    }

    /// <summary>What a user should know of a group before it runs: how to repeat it, and what will be called best.</summary>
    public static FormattableString Facts(long group, GroupDefinition definition)
    {
        var objective = definition.Objective is { } goal
            ? $", objective {goal.Name} ({goal.Optimization.ToString().ToLowerInvariant()})"
            : "";
        return $"id {group}, seed {definition.Seed}, engine {definition.Engine}{objective}";
    }

    /// <inheritdoc/>
    public override void Resumed(long group, int finished, int open)
    {
        _finished = finished;
        Write($"Experiment group {group} goes on: {finished} of {total} experiments are finished, {open} are open");
        output.Text.WriteLine();
    }

    /// <inheritdoc/>
    public override void Building() => Tell("Running the build");

    /// <inheritdoc/>
    public override void Started(PlannedExperiment experiment, long id, int attempt)
    {
        if (output.IsDetailed)
        {
            Write($"started  {id}  attempt {attempt}  {Values(experiment.Declarations)}");
        }
    }

    /// <inheritdoc/>
    public override void Retried(ExperimentResult result, long id) =>
        Tell(string.Create(CultureInfo.InvariantCulture, $"again  {id}  {result.Message}"));

    /// <inheritdoc/>
    public override void Finished(ExperimentResult result, long id)
    {
        _finished++;
        var message = result.Message is null ? "" : $"  {result.Message}";
        Tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_finished}/{total}  {id}  {result.Status.ToText()}  {Values(result.Declarations)}{Objective(result)}{message}"
            )
        );
    }

    /// <inheritdoc/>
    public override void Note(string text) => output.Error.WriteLine(TextStyle.Safe(text));

    /// <summary>Values in one line.</summary>
    public static string Values(IEnumerable<KeyValuePair<string, Value>> values) =>
        string.Join(' ', values.Select(one => $"{one.Key}={one.Value}"));

    private string Objective(ExperimentResult result) =>
        result.Metrics.FirstOrDefault(series => series.Name == definition.Objective?.Name) is { } series
            ? $"  {series.Name}={NumberText.Format(series.Last)}"
            : "";

    private void Tell(string text)
    {
        if (!output.IsQuiet)
        {
            output.Text.WriteLine(OneLine(text));
        }
    }

    private void Write(FormattableString text) => Tell(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Values may hold anything, line ends too; what is told of an experiment stays one harmless line.</summary>
    private static string OneLine(string text) => TextStyle.Safe(text.ReplaceLineEndings(" "));
}
