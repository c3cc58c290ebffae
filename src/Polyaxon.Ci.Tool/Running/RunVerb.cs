using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Local;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Does what <c>run</c> was asked for and gives the exit code.</summary>
internal sealed class RunVerb(RunOptions options)
{
    private readonly Polyaxonfile _file = options.Loaded.File;

    /// <summary>Runs the group.</summary>
    public int Execute()
    {
        if (options.Metric is not null && RunObjective.Parse(options.Metric) is null)
        {
            return Fault($"--metric {options.Metric}: give NAME, NAME:minimize or NAME:maximize.");
        }

        var count = Count(_file.Hptuning, options.Loaded.Seed);
        if (options.DryRun)
        {
            return new DryRun(options, count).Show();
        }

        var choice = EngineChoice.Of(options.Engine, _file.Build, options.Shell, IsContinuousIntegration);
        if (choice.Engine is not { } engine)
        {
            return Fault(choice.Fault!);
        }

        Announce(options.Output, count);
        RunSession session = new(options.Output, Path.GetFullPath(RunSession.StoreFolder))
        {
            Engine = engine,
            Definition = Definition(engine),
            File = _file,
            Renderer = options.Loaded.Renderer,
            Total = count,
        };
        return session.Execute((sweep, signals) => sweep.Run(signals.Stop, signals.Kill));
    }

    /// <summary>Whether this is a CI job.</summary>
    public static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>How many experiments a group has in all.</summary>
    public static BigInteger Count(HptuningSection hptuning, long seed) =>
        hptuning.Search switch
        {
            HyperbandSection hyperband => HyperbandSchedule
                .Of(hyperband, SearchSpace.Of(hptuning.Matrix).DistinctCount)
                .Sum(rung => rung.Experiments),
            BayesianSection bayesian => bayesian.NInitialTrials + bayesian.NIterations,
            _ => SearchFactory.Create(hptuning, seed) is NumberedSearch numbered ? numbered.Total : 0,
        };

    /// <summary>Writes the first line.</summary>
    public static void Announce(RunOutput output, BigInteger count)
    {
        output.Text.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Creating an experiment group with {count} experiment{(count == 1 ? "" : "s")}."
            )
        );
        output.Text.WriteLine();
    }

    private int Fault(string message)
    {
        options.Output.Error.WriteLine(message);
        return ExitCodes.Usage;
    }

    private GroupDefinition Definition(Engine engine) =>
        new()
        {
            Files = [.. options.Loaded.Sources],
            Params = [.. options.Loaded.Params],
            WorkingDirectory = Environment.CurrentDirectory,
            Project = ProjectNames.Project(options.Project, Environment.CurrentDirectory),
            User = ProjectNames.User(),
            Seed = options.Loaded.Seed,
            Objective = RunObjective.Of(_file.Hptuning, options.Metric),
            Engine = engine.Name,
            Shell = options.Shell,
            TimeoutSeconds = options.Timeout,
            Retries = options.Retries,
            MaxFailures = options.MaxFailures,
            FailOn = options.FailOn,
            SkipBuild = options.NoBuild,
            IsAsync = options.IsAsync,
        };
}
