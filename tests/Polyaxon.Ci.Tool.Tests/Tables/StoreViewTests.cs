using System.Text.Json;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Records;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Sweeps.Store.Queries;
using Polyaxon.Ci.Sweeps.Tests.Store;
using Polyaxon.Ci.Testing;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Tests.Tables;

/// <summary>What is shown of a store, against golden files.</summary>
public sealed class StoreViewTests : IDisposable
{
    private static readonly PageRequest FirstPage = new(1, 20);
    private readonly SampleStore _sample = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("table", false)]
    [InlineData("table", true)]
    [InlineData("csv", true)]
    [InlineData("json", false)]
    public void Groups_of_a_project(string format, bool isWide)
    {
        new GroupViews(_sample.Store, View(format)).List("admin", "mnist", Query.All, FirstPage, isWide);
        Check($"groups{(isWide ? "-wide" : "")}", format);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public void A_group(string format)
    {
        new GroupViews(_sample.Store, View(format)).Info(First);
        Check("group", format);
    }

    [Theory]
    [InlineData("plain", "table", false, false, false)]
    [InlineData("wide", "table", false, false, true)]
    [InlineData("metrics", "table", true, false, false)]
    [InlineData("params", "table", false, true, false)]
    [InlineData("both", "table", true, true, false)]
    [InlineData("both-wide", "csv", true, true, true)]
    [InlineData("plain", "json", false, false, false)]
    public void Experiments_of_a_group(string name, string format, bool metrics, bool parameters, bool isWide)
    {
        new ExperimentViews(_sample.Store, View(format)).List(
            ExperimentList.OfGroup(_sample.First),
            Query.All,
            FirstPage,
            new ExperimentColumns(metrics, parameters, isWide)
        );
        Check($"experiments-{name}", format);
    }

    [Fact]
    public void A_page_in_the_middle_names_its_neighbours()
    {
        new ExperimentViews(_sample.Store, View("table")).List(
            ExperimentList.OfGroup(_sample.First),
            Query.All,
            new PageRequest(2, 2),
            new ExperimentColumns(false, false, false)
        );
        Check("experiments-page", "table");
    }

    [Theory]
    [InlineData("loss", Optimization.Minimize, 1, "table", true)]
    [InlineData("loss", Optimization.Maximize, 9, "table", true)]
    [InlineData("loss", Optimization.Minimize, 2, "json", true)]
    [InlineData("los", Optimization.Minimize, 2, "json", false)]
    [InlineData("los", Optimization.Minimize, 2, "table", false)]
    public void The_best_experiments(string metric, Optimization way, int count, string format, bool found)
    {
        Assert.Equal(
            found,
            new BestView(_sample.Store, Path.GetDirectoryName(_sample.Path)!, View(format), _error).Show(
                First,
                new MetricGoal(metric, way),
                count
            )
        );
        _output.Write(_error.ToString());
        Check($"best-{metric}-{(way == Optimization.Minimize ? "min" : "max")}-{count}", format);
    }

    [Fact]
    public void Without_an_objective_no_best_is_named_and_a_hint_says_how_to_name_one()
    {
        var second = new GroupTable(_sample.Store).Find(_sample.Second)!;

        Assert.False(
            new BestView(_sample.Store, Path.GetDirectoryName(_sample.Path)!, View("table"), _error).Show(
                second,
                second.Objective,
                1
            )
        );
        Assert.Equal("", _output.ToString());
        Assert.Equal(
            "Nothing ranks the experiments of group 2; its experiments reported loss. "
                + "Name one with --metric NAME[:minimize|maximize].\n",
            _error.ToString()
        );
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public void Statuses(string format)
    {
        new StatusViews(_sample.Store, View(format)).List(_sample.First, 3, FirstPage);
        Check("statuses", format);
    }

    [Theory]
    [InlineData(2, "table")]
    [InlineData(2, "json")]
    [InlineData(6, "table")]
    public void An_experiment(long id, string format)
    {
        var folder = new ExperimentFolder(Path.Combine(Path.GetDirectoryName(_sample.Path)!, "e"));
        Leave(folder, id);
        ExperimentTable table = new(_sample.Store);
        new ExperimentInfoView(View(format), folder).Show(table.Find(id)!, table.Metrics(id), First.Objective);
        _output.GetStringBuilder().Replace(folder.Path, "FOLDER");
        Check($"experiment-{id}", format);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public void The_series_of_an_experiment(string format)
    {
        var folder = new ExperimentFolder(Path.Combine(Path.GetDirectoryName(_sample.Path)!, "e"));
        Leave(folder, 2);
        var experiment = new ExperimentTable(_sample.Store).Find(2)!;
        new MetricsView(View(format)).Show(experiment, folder.Series(folder.Result()), First.Objective, FirstPage);
        Check("series", format);
    }

    [Fact]
    public void Json_is_one_value_of_ascii_lines()
    {
        new ExperimentViews(_sample.Store, View("json")).List(
            ExperimentList.OfGroup(_sample.First),
            Query.All,
            FirstPage,
            new ExperimentColumns(false, false, false)
        );
        using var document = JsonDocument.Parse(_output.ToString());

        Assert.Equal(6, document.RootElement.GetProperty("count").GetInt64());
        Assert.Equal(
            "NaN",
            document.RootElement.GetProperty("experiments")[2].GetProperty("metrics").GetProperty("loss").GetString()
        );
    }

    [Fact]
    public void Statuses_have_colours_on_a_terminal_and_columns_stay_straight()
    {
        View view = new(_output, new TextStyle(true, true), ViewFormat.Table, SampleStore.Start.AddDays(1));
        new ExperimentViews(_sample.Store, view).Rows(
            new ExperimentTable(_sample.Store).Page(ExperimentScope.OfGroup(_sample.First), Query.All, 3, 3),
            new ExperimentColumns(false, false, false)
        );

        Assert.Contains("\e[32msucceeded\e[0m    1 day ago", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\e[31mfailed\e[0m       1 day ago", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\e[36mcreated\e[0m      1 day ago", _output.ToString(), StringComparison.Ordinal);
    }

    private GroupInfo First => new GroupTable(_sample.Store).Find(_sample.First)!;

    private static void Leave(ExperimentFolder folder, long id)
    {
        Directory.CreateDirectory(folder.OutputsPath);
        File.WriteAllText(folder.LogPath, "epoch 1\nepoch 2\n");
        if (id == 2)
        {
            File.WriteAllText(folder.ResultPath, SampleStore.ResultText(2));
        }
    }

    private View View(string format) =>
        new(_output, TextStyle.Plain, Enum.Parse<ViewFormat>(format, ignoreCase: true), SampleStore.Start.AddDays(1));

    private void Check(string name, string format) =>
        Golden.Check(
            Repository.PathTo(
                "tests",
                "Polyaxon.Ci.Tool.Tests",
                "cases",
                "store",
                $"{name}.{(format == "table" ? "txt" : format)}"
            ),
            _output.ToString()
        );
}
