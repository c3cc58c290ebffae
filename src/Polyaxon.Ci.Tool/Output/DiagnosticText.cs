using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>Diagnostics as a compiler writes them; on a terminal with the source line and a caret.</summary>
internal static class DiagnosticText
{
    /// <summary>Writes diagnostics.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="diagnostics">What.</param>
    /// <param name="sources">The files they are about.</param>
    /// <param name="style">How the text is shown.</param>
    public static void Write(
        TextWriter output,
        IEnumerable<Diagnostic> diagnostics,
        IReadOnlyList<SourceText> sources,
        TextStyle style
    )
    {
        foreach (var diagnostic in diagnostics)
        {
            var severity = diagnostic.Severity.ToString().ToLowerInvariant();
            var colour = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => Colour.Red,
                DiagnosticSeverity.Warning => Colour.Yellow,
                _ => Colour.Cyan,
            };
            var place = style.Paint(
                Colour.Bold,
                $"{TextStyle.OneLine(diagnostic.Span.File)}({diagnostic.Span.Line},{diagnostic.Span.Column})"
            );
            output.WriteLine(
                $"{place}: {style.Paint(colour, $"{severity} {diagnostic.Code}")}: {TextStyle.OneLine(diagnostic.Message)}"
            );
            if (style.IsTerminal)
            {
                WriteSource(
                    output,
                    diagnostic,
                    sources,
                    style.Paint(colour, Caret(diagnostic.Span, SourceLine(diagnostic, sources)))
                );
            }
        }
    }

    private static void WriteSource(
        TextWriter output,
        Diagnostic diagnostic,
        IReadOnlyList<SourceText> sources,
        string caret
    )
    {
        var line = SourceLine(diagnostic, sources);
        if (line.Trim().Length > 0 && line.Length <= 200)
        {
            var number = diagnostic.Span.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
            output.WriteLine($"  {number} | {TextStyle.Safe(line.Replace('\t', ' '))}");
            output.WriteLine($"  {new string(' ', number.Length)} | {caret}");
        }
    }

    private static string SourceLine(Diagnostic diagnostic, IReadOnlyList<SourceText> sources) =>
        sources.FirstOrDefault(source => source.File == diagnostic.Span.File)?.Line(diagnostic.Span.Line) ?? "";

    private static string Caret(SourceSpan span, string line)
    {
        var end = span.EndLine == span.Line ? span.EndColumn : line.TrimEnd().Length + 1;
        return new string(' ', Math.Max(span.Column - 1, 0)) + new string('^', Math.Clamp(end - span.Column, 1, 200));
    }
}
