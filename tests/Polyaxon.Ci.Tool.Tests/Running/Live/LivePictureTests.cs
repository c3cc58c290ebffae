using System.Text;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Results;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Testing;
using Polyaxon.Ci.Tool.Running.Live;
using Spectre.Console;

namespace Polyaxon.Ci.Tool.Tests.Running.Live;

public sealed class LivePictureTests
{
    [Theory]
    [InlineData("wide", 100, 14)]
    [InlineData("narrow", 30, 14)]
    [InlineData("low", 60, 7)]
    public void The_picture_fits_the_terminal_and_values_stay_values(string name, int width, int height)
    {
        var picture = Draw(State(), width, height);
        Assert.All(picture.Split('\n'), line => Assert.True(line.Length < width, line));
        Assert.True(picture.Split('\n').Length <= height);
        Assert.DoesNotContain('\e', picture);
        Golden.Check(
            Repository.PathTo("tests", "Polyaxon.Ci.Tool.Tests", "Running", "Live", "golden", $"{name}.txt"),
            picture
        );
    }

    [Fact]
    public void What_is_left_is_estimated_from_those_that_ran()
    {
        Clock clock = new();
        LiveState state = new(10, null, 2, clock);
        Assert.Null(state.Remaining);
        state.Start(Experiment(1, "a"), 1, 1);
        clock.Seconds = 8;
        state.Finish(Result(1, "a", ExperimentStatus.Succeeded, 1), 1);
        // Nine are left, two at a time, eight seconds each.
        Assert.Equal(36, state.Remaining!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void Neither_a_failed_experiment_nor_one_without_a_number_is_the_best()
    {
        LiveState state = new(3, new MetricGoal("loss", Optimization.Minimize), 1, new Clock());
        state.Finish(Result(1, "a", ExperimentStatus.Failed, 0), 1);
        state.Finish(Result(2, "a", ExperimentStatus.Succeeded, double.NaN), 2);
        Assert.Null(state.Best);
        state.Finish(Result(3, "a", ExperimentStatus.Succeeded, 5), 3);
        state.Finish(Result(4, "a", ExperimentStatus.Succeeded, 5), 4);
        Assert.Equal(3, state.Best!.Id);
    }

    private static LiveState State()
    {
        Clock clock = new();
        LiveState state = new(20, new MetricGoal("loss", Optimization.Minimize), 2, clock);
        for (var id = 1; id <= 12; id++)
        {
            state.Start(Experiment(id, "[red]x[/]\n\e[31m"), id, id == 12 ? 2 : 1);
            clock.Seconds += 61.5;
            if (id < 11)
            {
                var status = id == 3 ? ExperimentStatus.Failed : ExperimentStatus.Succeeded;
                state.Finish(Result(id, "[red]x[/]\n\e[31m", status, 1.0 / id), id);
            }
        }

        return state;
    }

    private static string Draw(LiveState state, int width, int height)
    {
        StringWriter writer = new();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new Sheet(writer, width, height),
            }
        );
        console.Write(new LivePicture(state));
        return writer.ToString().TrimEnd('\n');
    }

    private static PlannedExperiment Experiment(long index, string value) =>
        new()
        {
            Index = index,
            Parameters = [],
            Declarations = [new("lr", Value.Of(0.1)), new("name", Value.Of(value))],
            Command = "",
            Fingerprint = "",
        };

    private static ExperimentResult Result(long index, string value, ExperimentStatus status, double loss) =>
        new()
        {
            Group = "g",
            Batch = 1,
            Index = index,
            Attempt = 1,
            Fingerprint = "",
            Status = status,
            StartedAt = DateTimeOffset.UnixEpoch,
            FinishedAt = DateTimeOffset.UnixEpoch.AddSeconds(61.5),
            Declarations = Experiment(index, value).Declarations,
            Metrics = [new MetricSeries("loss", [new MetricPoint(0, loss)])],
        };

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }

    private sealed class Sheet(TextWriter writer, int width, int height) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => height;

        public void SetEncoding(Encoding encoding) { }
    }
}
