using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Analysis;

/// <summary>An analysis in words and tables.</summary>
public static class AnalysisText
{
    /// <summary>The most characters of a parameter's value that are shown.</summary>
    private const int MostCharacters = 40;

    /// <summary>What is modelled: <c>A model of loss after 48 results</c>.</summary>
    public static string Summary(ModelAnalysis analysis)
    {
        var level = analysis.Resource is null ? "" : $" with {analysis.Resource} of the resource";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A model of {analysis.Goal.Name} after {analysis.Results} results{level}"
        );
    }

    /// <summary>What running on would bring: <c>Another batch of 4 is expected to improve loss by 0.0021.</c></summary>
    public static string Gain(ModelAnalysis analysis) =>
        analysis.NextBatch == 0
            ? "Every point of the space has been suggested; another batch cannot improve anything."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Another batch of {analysis.NextBatch} is expected to improve {analysis.Goal.Name} by {AnalysisNumber.FourDigits(analysis.ExpectedGain)}."
            );

    /// <summary>Each parameter's importance, the most important first.</summary>
    public static AnalysisTable Importance(ModelAnalysis analysis) =>
        new(
            "How much of the variation goes back to a parameter, alone and together with others",
            ["parameter", "alone", "in all"],
            [
                .. analysis.Importance.Select(one =>
                    ImmutableArray.Create(
                        one.Name,
                        AnalysisNumber.Percent(one.FirstOrder),
                        AnalysisNumber.Percent(one.Total)
                    )
                ),
            ]
        );

    /// <summary>The objective along each parameter, the most important first.</summary>
    public static IEnumerable<AnalysisTable> Dependence(ModelAnalysis analysis) =>
        analysis
            .Importance.Select(one => analysis.Dependence.First(dependence => dependence.Name == one.Name))
            .Select(dependence => new AnalysisTable(
                $"{analysis.Goal.Name} along {dependence.Name}, averaged over the other parameters",
                [dependence.Name, "expected", "from", "to"],
                [
                    .. dependence.Points.Select(point =>
                        ImmutableArray.Create(
                            Text(point.Value),
                            AnalysisNumber.FourDigits(point.Mean),
                            AnalysisNumber.FourDigits(point.Low),
                            AnalysisNumber.FourDigits(point.High)
                        )
                    ),
                ]
            ));

    private static string Text(Value value)
    {
        var text = value is FloatValue number ? AnalysisNumber.FourDigits(number.Number) : value.ToString();
        return text.Length <= MostCharacters ? text : text[..(MostCharacters - 1)] + "…";
    }
}
