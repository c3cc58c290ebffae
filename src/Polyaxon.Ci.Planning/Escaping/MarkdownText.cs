using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Planning.Escaping;

/// <summary>
/// Untrusted text in Markdown and in the charts inside it. Every character with a meaning is written as a numeric entity, which
/// stands for itself and nothing else; mentions and references are looked for after that, so values stand in code.
/// </summary>
public static class MarkdownText
{
    private const int Longest = 200;

    /// <summary>A value as inline code that is safe in a table. A comment keeps an address from becoming a link, unseen and not copied.</summary>
    public static string Code(string text) =>
        text.Length == 0
            ? ""
            : $"<code>{Escape(text).Replace("&#64;", "&#64;<!-- -->", StringComparison.Ordinal)}</code>";

    /// <summary>
    /// Words in running text. An invisible joint keeps <c>@name</c> and <c>#1</c> from becoming a mention or a reference.
    /// </summary>
    public static string Words(string text) =>
        Escape(text)
            .Replace("&#64;", "&#64;&#8203;", StringComparison.Ordinal)
            .Replace("&#35;", "&#35;&#8203;", StringComparison.Ordinal);

    /// <summary>A label of a chart: letters, digits and a few signs; anything else becomes a blank.</summary>
    public static string ChartLabel(string text)
    {
        const int Label = 24;
        var plain = string.Concat(text.Select(c => IsPlain(c) && c != '%' ? c : ' ')).Trim();
        return plain.Length <= Label ? plain : string.Concat(plain.AsSpan(0, Label - 1), "…");
    }

    private static string Escape(string text)
    {
        var cut = text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
        StringBuilder output = new(cut.Length + 16);
        foreach (var rune in cut.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                < 128 when IsPlain((char)rune.Value) => output.Append((char)rune.Value),
                < 32 or 127 => output.Append(' '),
                < 128 => output.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};"),
                _ when IsUnseen(rune) => output.Append('\uFFFD'),
                _ => output.Append(rune.ToString()),
            };
        }

        // The one link that is made of letters and a dot alone.
        return output.Replace("www.", "www&#46;").Replace("WWW.", "WWW&#46;").ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or ',' or '=' or '%';

    /// <summary>Marks that turn the direction of text or take no room can hide what a value says.</summary>
    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
