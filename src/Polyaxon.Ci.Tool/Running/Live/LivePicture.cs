using System.Globalization;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Polyaxon.Ci.Tool.Running.Live;

/// <summary>Draws a group: made anew from the state each time, for the size the terminal has then.</summary>
internal sealed class LivePicture(LiveState state) : Renderable
{
    private const int LinesBeside = 5;
    private const int WidestBar = 40;
    private const int NarrowestBar = 5;

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var rows = Math.Max(1, options.ConsoleSize.Height - LinesBeside);
        Rows picture = new(Table(rows), Text.Empty, Bar(maxWidth), Best());
        return ((IRenderable)picture).Render(options, maxWidth);
    }

    private Table Table(int rows)
    {
        Table table = new() { Border = TableBorder.None, ShowHeaders = true };
        table.AddColumn(new TableColumn(new Text("id")).RightAligned().NoWrap());
        table.AddColumn(new TableColumn(new Text("status")).NoWrap());
        table.AddColumn(new TableColumn(new Text("time")).RightAligned().NoWrap());
        if (state.Objective is { } goal)
        {
            table.AddColumn(new TableColumn(Safe(goal.Name, Style.Plain)).RightAligned());
        }

        table.AddColumn(new TableColumn(new Text("parameters")));
        foreach (var run in state.Running.Take(rows))
        {
            var status = run.Attempt > 1 ? $"running ({Number(run.Attempt)})" : "running";
            Add(table, Number(run.Id), status, Color.Yellow, Clock(state.ElapsedOf(run)), "", run.Values);
        }

        foreach (var (id, result) in state.Recent.Take(Math.Max(0, rows - table.Rows.Count)))
        {
            var took = result is { StartedAt: { } start, FinishedAt: { } end } ? Clock(end - start) : "";
            var value = state.ValueOf(result) is { } number ? NumberText.Format(number) : "";
            Add(
                table,
                Number(id),
                result.Status.ToText(),
                ColourOf(result.Status),
                took,
                value,
                RunLines.Values(result.Declarations)
            );
        }

        return table;
    }

    private void Add(Table table, string id, string status, Color colour, string time, string value, string values)
    {
        List<IRenderable> cells = [new Text(id), new Text(status, new Style(colour)), new Text(time)];
        if (state.Objective is not null)
        {
            cells.Add(new Text(value) { Overflow = Overflow.Ellipsis });
        }

        cells.Add(Safe(values, Style.Plain));
        table.AddRow(cells);
    }

    private Text Bar(int width)
    {
        var share = state.Total.IsZero ? 1 : Math.Clamp((double)state.Finished / (double)state.Total, 0, 1);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Finished}/{state.Total}  elapsed {Clock(state.Elapsed)}{Remaining()}"
        );
        var size = Math.Min(WidestBar, width - words.Length - 2);
        if (size < NarrowestBar)
        {
            return Safe(words, Style.Plain);
        }

        var full = (int)(share * size);
        return Safe($"{new string('━', full)}{new string('─', size - full)}  {words}", Style.Plain);
    }

    private string Remaining() => state.Remaining is { } left ? $"  remaining about {Clock(left)}" : "";

    private Text Best()
    {
        if (state.Objective is not { } goal)
        {
            return new Text(string.Join(", ", state.Counts.Select(one => $"{Number(one.Value)} {one.Key.ToText()}")));
        }

        return state.Best is { } best
            ? Safe(
                $"best so far: {Number(best.Id)} with {goal.Name}={NumberText.Format(state.ValueOf(best.Result)!.Value)} ({RunLines.Values(best.Result.Declarations)})",
                new Style(Color.Green)
            )
            : Safe($"best so far: nothing reported {goal.Name} yet", Style.Plain);
    }

    /// <summary>One line of any text: nothing in it is markup or moves the cursor, and what does not fit is cut.</summary>
    private static Text Safe(string text, Style style) =>
        new(TextStyle.Safe(text.ReplaceLineEndings(" ")), style) { Overflow = Overflow.Ellipsis };

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
