using System.Text;
using Polyaxon.Ci.Planning.Analysis;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Search.Analysis;

namespace Polyaxon.Ci.Planning.Reports;

/// <summary>What a model has learnt, as a section of a job summary.</summary>
internal static class AnalysisMarkdown
{
    private const int MostParameters = 20;

    /// <summary>Appends the section.</summary>
    public static void Append(StringBuilder text, ModelAnalysis analysis)
    {
        var importance = AnalysisText.Importance(analysis);
        text.Append("### What the results tell\n\n");
        text.Append(MarkdownText.Words($"{AnalysisText.Summary(analysis)}. {importance.Title}:")).Append("\n\n");
        text.Append("| ").Append(string.Join(" | ", importance.Headers)).Append(" |\n| --- | ---: | ---: |\n");
        foreach (var row in importance.Rows.Take(MostParameters))
        {
            text.Append("| ").Append(MarkdownText.Code(row[0]));
            text.Append(" | ").Append(string.Join(" | ", row[1..])).Append(" |\n");
        }

        text.Append('\n').Append(MarkdownText.Words(AnalysisText.Gain(analysis))).Append("\n\n");
    }
}
