using System.Collections.Immutable;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Search.Tests;

/// <summary>Searches as a polyaxonfile writes them, and what they are told.</summary>
internal static class SearchSamples
{
    /// <summary>The section of a search and a matrix in flow style.</summary>
    public static HptuningSection Read(string search, string matrix)
    {
        var text = $"version: 1\nkind: group\nhptuning:\n  {search}\n  matrix: {matrix}\nrun: {{cmd: t}}\n";
        var result = PolyaxonfileReader.Read([new SourceText("f", text)], []);
        Assert.True(result.IsValid, string.Join('\n', result.Diagnostics));
        return result.File!.Hptuning;
    }

    /// <summary>What came of a suggestion; a null value is a metric that was not reported.</summary>
    public static Observation Observe(
        HptuningSection hptuning,
        Suggestion suggestion,
        ExperimentStatus status,
        double? loss
    ) =>
        new()
        {
            Id = suggestion.Id,
            Parameters = hptuning
                .Matrix.Select((parameter, i) => (parameter.Name, suggestion.Values[i]))
                .ToImmutableDictionary(pair => pair.Name, pair => pair.Item2),
            Status = status,
            Metrics = loss is { } value
                ? ImmutableDictionary<string, double>.Empty.Add("loss", value)
                : ImmutableDictionary<string, double>.Empty,
            Bracket = suggestion.Bracket,
            Rung = suggestion.Rung,
            Resource = suggestion.Resource,
            Parent = suggestion.Parent,
        };

    /// <summary>An answer as one text.</summary>
    public static string Text(SearchAnswer answer) =>
        $"{answer.State} {answer.Reason} {string.Join(';', answer.Suggestions.Select(Text))}";

    private static string Text(Suggestion suggestion) =>
        $"{suggestion.Id} {suggestion.Bracket} {suggestion.Rung} {suggestion.Resource} {suggestion.Parent} {string.Join(',', suggestion.Values)}";
}
