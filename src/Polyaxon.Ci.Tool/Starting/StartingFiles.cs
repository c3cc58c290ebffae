using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Workflows;

namespace Polyaxon.Ci.Tool.Starting;

/// <summary>What <c>init</c> writes.</summary>
internal static class StartingFiles
{
    /// <summary>The polyaxonfile's name.</summary>
    public const string Polyaxonfile = "polyaxonfile.yaml";

    /// <summary>The workflow's path in its repository, with <c>/</c> between folders.</summary>
    public const string Workflow = ".github/workflows/sweep.yml";

    private const string PolyaxonfileContent = """
        # What to try and how to run it. Look at it with: dotnet polyaxon check -x
        version: 1
        kind: group

        # Constants of every experiment; -P batch_size=64 sets one for a single call.
        params:
          batch_size: 128

        hptuning:
          # How many experiments run at once.
          concurrency: 2

          # Without a search section every combination is run. For a random choice of them:
          # random_search:
          #   n_experiments: 10

          # The parameters to try. Some of the ways to say what their values are:
          #   values: [16, 32, 64]        a list
          #   range: 1:10:2               1, 3, 5, 7, 9
          #   logspace: 0.001:0.1:3       0.001, 0.01, 0.1
          #   uniform: 0:1                any number between; for random_search, hyperband and bo
          matrix:
            lr:
              logspace: 0.001:0.1:3
            activation:
              values: [relu, tanh]

          # Nothing new is started once an experiment reports this. Report it with: dotnet polyaxon track accuracy=0.93
          # early_stopping:
          #   - metric: accuracy
          #     value: 0.95
          #     optimization: maximize

        run:
          # {{ name }} stands for a parameter's value.
          cmd: python train.py --batch-size={{ batch_size }} --lr={{ lr }} --activation={{ activation }}

        """;

    private const string WorkflowContent = """
        # Runs the sweep of a polyaxonfile: one job plans the experiments, the next ones run them, the last one says how it went.
        # Start it on the repository's Actions page, or add triggers such as 'pull_request:' below.
        name: sweep

        on:
          workflow_dispatch:

        permissions:
          contents: read

        jobs:
          sweep:
            uses: WORKFLOW
            with:
              file: FILE

        """;

    /// <summary>The polyaxonfile's text.</summary>
    public static string PolyaxonfileText { get; } = PolyaxonfileContent.ReplaceLineEndings("\n");

    /// <summary>The workflow's text.</summary>
    /// <param name="file">The polyaxonfile's path in the repository, with <c>/</c> between folders.</param>
    public static string WorkflowText(string file)
    {
        // JSON's quotes are YAML's too.
        var isPlain = file.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/');
        var text = isPlain ? file : JsonText.Format(Value.Of(file));
        return WorkflowContent
            .ReplaceLineEndings("\n")
            .Replace("WORKFLOW", ActionRelease.Workflow, StringComparison.Ordinal)
            .Replace("FILE", text, StringComparison.Ordinal);
    }
}
