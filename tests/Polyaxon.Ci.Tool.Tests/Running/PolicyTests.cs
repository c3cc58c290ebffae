using System.Text.Json;

namespace Polyaxon.Ci.Tool.Tests.Running;

/// <summary>An experiment that falls behind is stopped, and nothing else, on this machine and in CI.</summary>
public sealed class PolicyTests
{
    public static TheoryData<string, string> Policies { get; } =
        new()
        {
            { "{kind: median, min_samples: 3}", "worse than the median 2.0 of 3 others" },
            { "{kind: average, min_samples: 3}", "worse than the average 2.0 of 3 others" },
            { "{kind: truncation, percent: 30, min_samples: 3}", "among the worst 30.0 %: 3 of 3 others are better" },
            { "{kind: diff, percent: 90, min_samples: 3}", "more than 90.0 % worse than the best 1.0 of 3 others" },
        };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Run_stops_the_experiment_that_falls_behind(string policy, string words)
    {
        using ToolProject project = new(File(policy));

        var run = await project.Run("run", "--format", "json");

        Assert.Equal(0, run.Code);
        var experiments = JsonDocument.Parse(run.Output).RootElement.GetProperty("experiments");
        Assert.Equal(
            ["succeeded", "succeeded", "succeeded", "stopped"],
            experiments.EnumerateArray().Select(one => one.GetProperty("status").GetString())
        );
        Assert.Contains(words, experiments[3].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task A_leg_compares_with_what_the_plan_carries(string policy, string words)
    {
        using ToolProject project = new(File(policy));
        await Fine("plan", "--batch-size=3", "--per-job=3");
        await Fine("exec", "--leg=0");
        await Fine("gather", "--plan-next");

        // The next batch knows the first by its plan alone.
        await Fine("exec", "--leg=0", "--plan=polyaxon-next/plan.json", "--results=second");
        var result = Assert.Single(Directory.GetFiles(project.PathTo("second"), "e4-a1.json"));
        var record = JsonDocument.Parse(System.IO.File.ReadAllText(result)).RootElement;

        Assert.Equal(
            ("stopped", "policy"),
            (record.GetProperty("status").GetString(), record.GetProperty("stoppedBy").GetString())
        );
        Assert.Contains(words, record.GetProperty("message").GetString(), StringComparison.Ordinal);
        await Fine("gather", "--plan=polyaxon-next/plan.json", "--results=second", "--plan-next");
        var summary = System.IO.File.ReadAllText(project.PathTo("polyaxon-group", "summary.md"));
        Assert.Contains("experiment 4 fell behind", summary, StringComparison.Ordinal);
        await Fine("verdict");

        async Task Fine(params string[] arguments)
        {
            var call = await project.Run(["ci", .. arguments]);
            Assert.True(call.Code == 0, call.Errors + call.Output);
        }
    }

    /// <summary>The last experiment would run on for long.</summary>
    private static string File(string policy) =>
        $$$"""
            version: 1
            kind: group
            hptuning:
              matrix: {x: {values: [1, 2, 3, 9]}}
              early_stopping:
                - {metric: loss, optimization: minimize, policy: {{{policy}}}}
            run:
              cmd: echo "loss={{ x }}"; echo "loss={{ x }}"; [ {{ x }} -lt 9 ] || sleep 300
            """;
}
