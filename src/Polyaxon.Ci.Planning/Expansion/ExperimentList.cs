using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>The first experiments of a polyaxonfile: all that fit, or the first batch of an adaptive search.</summary>
public sealed record ExperimentList
{
    /// <summary>The experiments.</summary>
    public required ImmutableArray<ExperimentRow> Rows { get; init; }

    /// <summary>Whether there are more than the limit allowed.</summary>
    public required bool IsCut { get; init; }

    /// <summary>How many there are in all; null when only an adaptive search could tell.</summary>
    public required BigInteger? Total { get; init; }

    /// <summary>Why an experiment's command cannot be rendered; null when all can. There are no rows then.</summary>
    public required Diagnostic? Fault { get; init; }

    /// <summary>Lists the experiments of a file, with the seed derived from it. Costs no more than the limit, whatever the space.</summary>
    /// <param name="file">A group or an experiment.</param>
    /// <param name="renderer">The file's renderer.</param>
    /// <param name="limit">The most experiments listed.</param>
    public static ExperimentList Of(Polyaxonfile file, ExperimentRenderer renderer, int limit)
    {
        var search = SearchFactory.Create(file.Hptuning, SeedDerivation.SeedOf(file.Hptuning));
        var suggestions = search
            .Next(History.Empty, BatchSize.Next(file.Hptuning, 0))
            .Suggestions.Take(limit + 1)
            .ToList();
        var rows = ImmutableArray.CreateBuilder<ExperimentRow>();
        Diagnostic? fault = null;
        foreach (var suggestion in suggestions.Take(limit))
        {
            var rendered = renderer.Render(suggestion.Values, suggestion.Resource);
            if (rendered.Experiment is null)
            {
                fault = rendered.Fault;
                rows.Clear();
                break;
            }

            rows.Add(new ExperimentRow(suggestion, Named(file, suggestion), rendered.Experiment));
        }

        return new ExperimentList
        {
            Rows = rows.ToImmutable(),
            IsCut = suggestions.Count > limit,
            Total = (search as NumberedSearch)?.Total,
            Fault = fault,
        };
    }

    /// <summary>One line of JSON an experiment, as <c>expand --format jsonl</c> writes it.</summary>
    public string ToJsonLines()
    {
        var text = new StringBuilder();
        foreach (var row in Rows)
        {
            JsonText.Append(text, row.ToValue());
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The job matrix, as <c>expand --format github</c> writes it.</summary>
    public string ToMatrix() => JsonText.Format(JobMatrix.Of("github", Rows.Select(row => row.Suggestion.Id))) + "\n";

    private static ImmutableArray<KeyValuePair<string, Value>> Named(Polyaxonfile file, Suggestion suggestion) =>
        ExperimentRow.Named(SearchSpace.Of(file.Hptuning.Matrix), suggestion);
}
