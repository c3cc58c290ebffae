using System.CommandLine;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>init</c>: writes a commented polyaxonfile to start from.</summary>
internal static class InitCommand
{
    private const string FileName = "polyaxonfile.yaml";

    private const string Text = """
        # What to try and how. Check it: dotnet polyaxon check -x
        version: 1
        kind: group

        # Constants of every experiment; -P batch_size=64 sets one for a single call.
        params:
          batch_size: 128

        hptuning:
          # How many experiments run at once.
          concurrency: 2
          # Grid search runs all combinations. For a random choice of them:
          # random_search:
          #   n_experiments: 10
          matrix:
            lr:
              logspace: 0.001:0.1:3
            activation:
              values: [relu, tanh]

        # {{ name }} stands for a parameter's value.
        run:
          cmd: python train.py --batch-size={{ batch_size }} --lr={{ lr }} --activation={{ activation }}

        """;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var force = new Option<bool>("--force") { Description = "Overwrites a file that is there" };
        var command = new Command("init", "Writes a polyaxonfile to start from") { force };
        command.SetAction(parsed =>
        {
            var isThere = File.Exists(FileName);
            if (isThere && !parsed.GetValue(force))
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    $"error: {FileName} is there already; --force overwrites it."
                );
                return ExitCodes.Usage;
            }

            File.WriteAllText(FileName, Text.ReplaceLineEndings("\n"));
            parsed.InvocationConfiguration.Output.WriteLine(
                $"Wrote {FileName}. Next: put your command under 'run', then 'dotnet polyaxon check -x'."
            );
            return ExitCodes.Fine;
        });
        return command;
    }
}
