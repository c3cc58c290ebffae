using System.Numerics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Runs a group with the store open, signals heeded and progress told; gives the exit code.</summary>
/// <param name="output">Where to write.</param>
/// <param name="root">The project's store folder.</param>
internal sealed class RunSession(RunOutput output, string root)
{
    /// <summary>The store's folder below the working directory.</summary>
    public const string StoreFolder = ".polyaxon";

    /// <summary>Where commands run.</summary>
    public required Engine Engine { get; init; }

    /// <summary>What the group is.</summary>
    public required GroupDefinition Definition { get; init; }

    /// <summary>The polyaxonfile.</summary>
    public required Polyaxonfile File { get; init; }

    /// <summary>Renders its experiments.</summary>
    public required ExperimentRenderer Renderer { get; init; }

    /// <summary>How many experiments there are in all.</summary>
    public required BigInteger Total { get; init; }

    /// <summary>Runs what is handed in.</summary>
    public int Execute(Func<LocalSweep, StopSignals, SweepSummary> run)
    {
        using StopSignals signals = new();
        try
        {
            using var store = SweepStore.Open(Path.Combine(root, "polyaxon.db"), TimeProvider.System);
            var view = RunView.Create(output, Total, Definition, File.Hptuning.Concurrency);
            if (store.JournalNote is { } note)
            {
                view.Note(note);
            }

            if (Definition.IsAsync && File.Hptuning.Search is BayesianSection)
            {
                view.Note("With --async suggestions depend on timing: the same file may give other experiments.");
            }

            LocalSweep sweep = new(Context(store, view));
            var summary = view.Show(() => run(sweep, signals));
            return new RunReport(output, Definition).Write(summary);
        }
        catch (Exception fault)
            when (fault is StoreException or SweepException or IOException or UnauthorizedAccessException)
        {
            output.Error.WriteLine($"error: {TextStyle.Safe(fault.Message)}{Advice(fault)}");
            return ExitCodes.Bad;
        }
    }

    private static string Advice(Exception fault) =>
        fault is SweepException
            ? ""
            : " What ran has left its records; once the cause is removed, 'dotnet polyaxon group resume' goes on.";

    private SweepContext Context(SweepStore store, SweepObserver observer) =>
        new(
            File,
            Renderer,
            new SweepSettings
            {
                Root = root,
                Runner = new RunnerSettings
                {
                    Engine = Engine,
                    Timeout = Definition.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                },
                Definition = Definition,
            },
            store,
            observer,
            TimeProvider.System
        );
}
