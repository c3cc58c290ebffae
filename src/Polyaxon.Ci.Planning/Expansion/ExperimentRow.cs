using System.Collections.Immutable;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>One experiment as <c>expand</c> lists it.</summary>
/// <param name="Suggestion">What the search proposed.</param>
/// <param name="Parameters">The matrix values by name, in matrix order.</param>
/// <param name="Rendered">Declarations and command.</param>
public sealed record ExperimentRow(
    Suggestion Suggestion,
    ImmutableArray<KeyValuePair<string, Value>> Parameters,
    RenderedExperiment Rendered
)
{
    /// <summary>The row as a JSON object.</summary>
    public MapValue ToValue()
    {
        var members = new List<KeyValuePair<string, Value>>
        {
            new("id", Value.Of(Suggestion.Id)),
            new("params", new MapValue(Parameters)),
            new("declarations", new MapValue(Rendered.Declarations)),
            new("cmd", Value.Of(Rendered.Command)),
        };
        Add("bracket", Suggestion.Bracket is { } bracket ? Value.Of(bracket) : null);
        Add("rung", Suggestion.Rung is { } rung ? Value.Of(rung) : null);
        Add("resource", Suggestion.Resource);
        Add("parent", Suggestion.Parent is { } parent ? Value.Of(parent) : null);
        return new MapValue([.. members]);

        void Add(string name, Value? value)
        {
            if (value is not null)
            {
                members.Add(KeyValuePair.Create(name, value));
            }
        }
    }

    /// <summary>The parameters of a suggestion by name.</summary>
    public static ImmutableArray<KeyValuePair<string, Value>> Named(SearchSpace space, Suggestion suggestion) =>
        [.. space.Dimensions.Select((dimension, i) => KeyValuePair.Create(dimension.Name, suggestion.Values[i]))];
}
