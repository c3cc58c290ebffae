using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Output.Expansion;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Shows what a group would run first, and runs nothing.</summary>
internal sealed class DryRun(RunOptions options, BigInteger count)
{
    private const int Shown = 20;
    private readonly HptuningSection _hptuning = options.Loaded.File.Hptuning;

    /// <summary>Writes it and gives the exit code.</summary>
    public int Show()
    {
        var search = SearchFactory.Create(_hptuning, options.Loaded.Seed);
        var first = search.Next(History.Empty, BatchSize.Next(_hptuning, 0)).Suggestions;
        if (options.Output.IsJson)
        {
            var rows = new ExperimentRows(SearchSpace.Of(_hptuning.Matrix), options.Loaded.Renderer, first);
            var answer = SearchAnswer.Suggest(first);
            ExperimentFormats.Write("json", options.Output.Output, answer, rows, new ExperimentWindow(0, null));
            return rows.Fault is null ? ExitCodes.Fine : ExitCodes.Usage;
        }

        RunVerb.Announce(options.Output, count);
        WriteBatches();
        WriteCommands(first);
        options.Output.Output.WriteLine();
        options.Output.Output.WriteLine("Nothing was run.");
        return ExitCodes.Fine;
    }

    private void WriteBatches()
    {
        if (_hptuning.Search is BayesianSection bo)
        {
            Write(
                $"Batch 1 has the {bo.NInitialTrials} initial trials; then {bo.NIterations} more follow, {_hptuning.Concurrency} at a time, from their results."
            );
        }
        else if (_hptuning.Search is HyperbandSection hyperband)
        {
            var rungs = HyperbandSchedule.Of(hyperband, SearchSpace.Of(_hptuning.Matrix).DistinctCount);
            foreach (var batch in rungs.GroupBy(rung => rung.Batch))
            {
                Write(
                    $"Batch {batch.Key}: {batch.Sum(rung => rung.Experiments)} experiments with {hyperband.Resource.Name}={batch.First().Resource}"
                );
            }
        }
        else
        {
            return;
        }

        options.Output.Output.WriteLine();
    }

    private void WriteCommands(IEnumerable<Suggestion> suggestions)
    {
        using var next = suggestions.GetEnumerator();
        var written = 0;
        for (; written < Shown && next.MoveNext(); written++)
        {
            var rendered = options.Loaded.Renderer.Render(next.Current.Values, next.Current.Resource);
            Write($"{next.Current.Id}  {rendered.Experiment?.Command ?? rendered.Fault?.Message}");
        }

        if (written == Shown && next.MoveNext())
        {
            Write($"…  the first {Shown} of {count}; all of them: dotnet polyaxon expand");
        }
    }

    private void Write(FormattableString text) =>
        options.Output.Output.WriteLine(
            TextStyle.Safe(text.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings(" "))
        );
}
