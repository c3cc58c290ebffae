namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>Polyaxonfiles whose experiments cost nothing.</summary>
internal static class SweepFiles
{
    /// <summary>One dimension, all in one batch; four legs at once.</summary>
    public static string Grid(string values, string command) =>
        $"""
            version: 1
            kind: group
            name: models
            hptuning:
              concurrency: 4
              matrix:
                lr:
                  values: [{values}]
            run:
              cmd: {command}
            """;

    /// <summary>Two experiments a batch, whose loss is their learning rate.</summary>
    public static string Random(int experiments, string threshold) =>
        $$$"""
            version: 1
            kind: group
            name: models
            hptuning:
              concurrency: 2
              random_search: {n_experiments: {{{experiments}}}}
              matrix: {lr: {uniform: [0, 1]}}
              early_stopping: [{metric: loss, value: {{{threshold}}}, optimization: minimize}]
            run:
              cmd: echo loss={{ lr }}
            """;
}
