using System.Globalization;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Polyaxon.Ci.Tool.Running.Live;

/// <summary>
/// Draws a group: made anew from the state each time, for the size the terminal has then. Each row is one line, cut where the terminal
/// ends, so that the bar below always has its place.
/// </summary>
internal sealed class LivePicture(LiveState state) : Renderable
{
    private const int LinesBeside = 5;
    private const int WidestBar = 40;
    private const int NarrowestBar = 5;

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        // What is drawn to the last column makes some terminals begin a line of their own.
        var width = Math.Max(1, maxWidth - 1);
        List<LiveRow> rows = [Header(), .. Rows(Math.Max(1, options.ConsoleSize.Height - LinesBeside))];
        var widths = Enumerable
            .Range(0, LiveRow.Columns - 1)
            .Select(column => rows.Max(row => Segment.CellCount([new Segment(row.Cells[column])])))
            .ToArray();
        return rows.Select(row => row.Line(widths))
            .Append([])
            .Append(Bar(width))
            .Append(Best())
            .SelectMany(line => LiveRow.Cut(line, width).Append(Segment.LineBreak));
    }

    private LiveRow Header() => new(["id", "status", "time", state.Objective?.Name ?? "", "parameters"], Style.Plain);

    private IEnumerable<LiveRow> Rows(int most)
    {
        var running = state.Running.Take(most).ToList();
        foreach (var run in running)
        {
            var status = run.Attempt > 1 ? $"running ({Number(run.Attempt)})" : "running";
            yield return new LiveRow(
                [Number(run.Id), status, Clock(state.ElapsedOf(run)), "", run.Values],
                new Style(Color.Yellow)
            );
        }

        foreach (var (id, result) in state.Recent.Take(most - running.Count))
        {
            var took = result is { StartedAt: { } start, FinishedAt: { } end } ? Clock(end - start) : "";
            var value = state.ValueOf(result) is { } number ? NumberText.Format(number) : "";
            yield return new LiveRow(
                [Number(id), result.Status.ToText(), took, value, RunLines.Values(result.Declarations)],
                new Style(ColourOf(result.Status))
            );
        }
    }

    private List<Segment> Bar(int width)
    {
        var share = state.Total.IsZero ? 1 : Math.Clamp((double)state.Finished / (double)state.Total, 0, 1);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Finished}/{state.Total}  elapsed {Clock(state.Elapsed)}{Remaining()}"
        );
        var size = Math.Min(WidestBar, width - words.Length - 2);
        if (size < NarrowestBar)
        {
            return [new Segment(words)];
        }

        var full = (int)(share * size);
        return
        [
            new Segment(new string('━', full), new Style(Color.Green)),
            new Segment(new string('─', size - full)),
            new Segment("  " + words),
        ];
    }

    private string Remaining() => state.Remaining is { } left ? $"  remaining about {Clock(left)}" : "";

    private List<Segment> Best()
    {
        if (state.Objective is not { } goal)
        {
            return
            [
                new Segment(string.Join(", ", state.Counts.Select(one => $"{Number(one.Value)} {one.Key.ToText()}"))),
            ];
        }

        return state.Best is { } best
            ?
            [
                new Segment(
                    LiveRow.OneLine(
                        $"best so far: {Number(best.Id)} with {goal.Name}={NumberText.Format(state.ValueOf(best.Result)!.Value)} ({RunLines.Values(best.Result.Declarations)})"
                    ),
                    new Style(Color.Green)
                ),
            ]
            : [new Segment(LiveRow.OneLine($"best so far: nothing reported {goal.Name} yet"))];
    }

    private static Color ColourOf(ExperimentStatus status) =>
        status switch
        {
            ExperimentStatus.Succeeded => Color.Green,
            ExperimentStatus.Failed or ExperimentStatus.Stopped => Color.Red,
            _ => Color.Yellow,
        };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Clock(TimeSpan time) =>
        time.TotalHours >= 1
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
            )
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
