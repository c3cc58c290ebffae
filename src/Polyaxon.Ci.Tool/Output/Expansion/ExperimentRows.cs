using System.Collections;
using Polyaxon.Ci.Planning.Expansion;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Templates;

namespace Polyaxon.Ci.Tool.Output.Expansion;

/// <summary>Renders suggestions one after another, and knows how far it came and what ended it. To be read once.</summary>
internal sealed class ExperimentRows(
    SearchSpace space,
    ExperimentRenderer renderer,
    IEnumerable<Suggestion> suggestions
) : IEnumerable<ExperimentRow>
{
    /// <summary>The searched space.</summary>
    public SearchSpace Space { get; } = space;

    /// <summary>What is rendered.</summary>
    public IEnumerable<Suggestion> Suggestions { get; } = suggestions;

    /// <summary>How many rows were read.</summary>
    public long Count { get; private set; }

    /// <summary>A fault that ended the rows: one that a template shows only with these values, or a format's; null when there is none.</summary>
    public Diagnostic? Fault { get; set; }

    /// <inheritdoc/>
    public IEnumerator<ExperimentRow> GetEnumerator()
    {
        foreach (var suggestion in Suggestions)
        {
            var result = renderer.Render(suggestion.Values, suggestion.Resource);
            if (result.Experiment is null)
            {
                Fault = result.Fault;
                yield break;
            }

            Count++;
            yield return new ExperimentRow(suggestion, ExperimentRow.Named(Space, suggestion), result.Experiment);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
