using System.Globalization;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Tool.Output;
using Spectre.Console;

namespace Polyaxon.Ci.Tool.Running.Live;

/// <summary>Shows a running group on a terminal: a table of what runs and what ended last, a bar, the best so far.</summary>
internal sealed class LiveView : RunView
{
    private const int MostFailures = 20;
    private readonly LiveState _state;
    private readonly GroupDefinition _definition;
    private readonly IAnsiConsole _console;
    private readonly bool _isDetailed;
    private LiveDisplayContext? _display;
    private (int Width, int Height) _size;
    private int _failures;

    public LiveView(RunOutput output, LiveState state, GroupDefinition definition)
    {
        (_state, _definition, _isDetailed) = (state, definition, output.IsDetailed);
        _console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = output.Style.HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Out = new TerminalOutput(output.Text),
            }
        );
        _size = (_console.Profile.Width, _console.Profile.Height);
    }

    /// <inheritdoc/>
    public override SweepSummary Show(Func<SweepSummary> run) =>
        _console
            .Live(new LivePicture(_state))
            .AutoClear(true)
            .Overflow(VerticalOverflow.Crop)
            .Cropping(VerticalOverflowCropping.Bottom)
            .Start(display =>
            {
                _display = display;
                return run();
            });

    /// <inheritdoc/>
    public override void Created(long group)
    {
        _console.WriteLine("Experiment group was created");
        Line(RunLines.Facts(group, _definition));
    }

    /// <inheritdoc/>
    public override void Resumed(long group, int finished, int open)
    {
        _state.Resume(finished);
        Line(
            $"Experiment group {group} goes on: {finished} of {_state.Total} experiments are finished, {open} are open"
        );
    }

    /// <inheritdoc/>
    public override void Building() => _console.WriteLine("Running the build");

    /// <inheritdoc/>
    public override void Started(PlannedExperiment experiment, long id, int attempt) =>
        _state.Start(experiment, id, attempt);

    /// <inheritdoc/>
    public override void Retried(ExperimentResult result, long id)
    {
        if (_isDetailed)
        {
            Line($"again  {id}  {result.Message}");
        }
    }

    /// <inheritdoc/>
    public override void Finished(ExperimentResult result, long id)
    {
        _state.Finish(result, id);
        var isBad = result.Status is ExperimentStatus.Failed or ExperimentStatus.ObjectiveMissing;
        if (_isDetailed || (isBad && _failures++ < MostFailures))
        {
            Line($"{id}  {result.Status.ToText()}  {RunLines.Values(result.Declarations)}  {result.Message}");
        }
    }

    /// <inheritdoc/>
    public override void Note(string text) => _console.WriteLine(TextStyle.Safe(text));

    /// <inheritdoc/>
    public override void Tick()
    {
        var size = (_console.Profile.Width, _console.Profile.Height);
        if (size != _size)
        {
            // The terminal has wrapped what was drawn before; how many lines that made cannot be told.
            _size = size;
            _console.Clear(home: true);
        }

        _display?.Refresh();
    }

    private void Line(FormattableString text) =>
        _console.WriteLine(
            TextStyle.Safe(text.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings(" ")).TrimEnd()
        );
}
