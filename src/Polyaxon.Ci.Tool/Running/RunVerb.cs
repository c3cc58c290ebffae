using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Does what <c>run</c> was asked for and gives the exit code.</summary>
internal sealed class RunVerb(RunOptions options)
{
    /// <summary>Runs the group.</summary>
    public int Execute()
    {
        var (file, renderer, seed) = options.Loaded;
        if (Fault() is { } fault)
        {
            options.Error.WriteLine(fault);
            return ExitCodes.Usage;
        }

        var objective = RunObjective.Of(file.Hptuning, options.Metric);
        var count = Count(file.Hptuning, seed);
        options.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Creating an experiment group with {count} experiments.")
        );
        options.Output.WriteLine();
        return options.DryRun ? Show(file, renderer, seed) : Run(file, renderer, seed, objective, count);
    }

    private string? Fault() =>
        options.Metric is not null && RunObjective.Parse(options.Metric) is null
            ? $"--metric {options.Metric}: give NAME, NAME:minimize or NAME:maximize."
        : Shell.Find(options.Shell) is null
            ? $"The shell '{options.Shell ?? "bash"}' was not found. Install it (on Windows: Git) or name another with --shell."
        : null;

    private static BigInteger Count(HptuningSection hptuning, long seed) =>
        hptuning.Search switch
        {
            HyperbandSection hyperband => HyperbandSchedule.Of(hyperband).Sum(rung => rung.Experiments),
            BayesianSection bayesian => bayesian.NInitialTrials + bayesian.NIterations,
            _ => SearchFactory.Create(hptuning, seed) is NumberedSearch numbered ? numbered.Total : 0,
        };

    private int Show(Polyaxonfile file, ExperimentRenderer renderer, long seed)
    {
        const int Shown = 20;
        foreach (var suggestion in SearchFactory.Create(file.Hptuning, seed).Next(History.Empty, Shown).Suggestions)
        {
            var rendered = renderer.Render(suggestion.Values, suggestion.Resource);
            options.Output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{suggestion.Id}  {rendered.Experiment?.Command ?? rendered.Fault?.Message}"
                )
            );
        }

        return 0;
    }

    private int Run(Polyaxonfile file, ExperimentRenderer renderer, long seed, MetricGoal? objective, BigInteger count)
    {
        using CancellationTokenSource stop = new();
        using CancellationTokenSource kill = new();
        void Interrupt(PosixSignalContext context)
        {
            context.Cancel = true;
            (stop.IsCancellationRequested ? kill : stop).Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        var root = Path.GetFullPath(".polyaxon");
        try
        {
            using var store = SweepStore.Open(Path.Combine(root, "polyaxon.db"), TimeProvider.System);
            RunLines lines = new(
                options.Output,
                options.Error,
                count.ToString(CultureInfo.InvariantCulture),
                seed,
                objective
            );
            if (store.JournalNote is { } note)
            {
                lines.Note(note);
            }

            var settings = Settings(root, seed, objective);
            LocalSweep sweep = new(file, renderer, settings, store, lines, TimeProvider.System);
            return new RunReport(options.Output, options.FailOn, objective).Write(sweep.Run(stop.Token, kill.Token));
        }
        catch (Exception fault) when (fault is StoreException or IOException or UnauthorizedAccessException)
        {
            options.Error.WriteLine(fault.Message);
            return ExitCodes.Bad;
        }
    }

    private SweepSettings Settings(string root, long seed, MetricGoal? objective) =>
        new()
        {
            Root = root,
            WorkingDirectory = Environment.CurrentDirectory,
            Project = ProjectNames.Project(options.Project, Environment.CurrentDirectory),
            User = ProjectNames.User(),
            Runner = new RunnerSettings { ShellPath = Shell.Find(options.Shell)!, Timeout = options.Timeout },
            Seed = seed,
            Objective = objective,
            SkipBuild = options.NoBuild,
            Retries = options.Retries,
            MaxFailures = options.MaxFailures,
            IsAsync = options.IsAsync,
        };
}
