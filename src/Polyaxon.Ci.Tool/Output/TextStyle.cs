using System.Globalization;
using System.Text;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Sweeps.Ci;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>The colours used, as their ANSI codes.</summary>
internal enum Colour
{
    /// <summary>Bold.</summary>
    Bold = 1,

    /// <summary>Errors.</summary>
    Red = 31,

    /// <summary>Success.</summary>
    Green = 32,

    /// <summary>Warnings and headers.</summary>
    Yellow = 33,

    /// <summary>Facts.</summary>
    Cyan = 36,
}

/// <summary>Whether text is decorated.</summary>
/// <param name="IsTerminal">Whether a person reads it: source lines are shown.</param>
/// <param name="HasColour">Whether colours are written.</param>
internal sealed record TextStyle(bool IsTerminal, bool HasColour)
{
    /// <summary>Text for files and programs.</summary>
    public static TextStyle Plain { get; } = new(false, false);

    /// <summary>The text in a colour.</summary>
    public string Paint(Colour colour, string text) =>
        HasColour ? string.Create(CultureInfo.InvariantCulture, $"\e[{(int)colour}m{text}\e[0m") : text;

    /// <summary>Untrusted text as one line that neither a terminal nor the log of a CI system obeys.</summary>
    public static string OneLine(string text)
    {
        var kind = CiSystem.Current.LogKind;
        var line = new DisarmedLog(kind, "").Line(Safe(text.ReplaceLineEndings(" ")));
        return kind == LogKind.GitHub && line.AsSpan().TrimStart().StartsWith("::", StringComparison.Ordinal)
            ? $": :{line.TrimStart()[2..]}"
            : line;
    }

    /// <summary>Text from a file with control characters made harmless to a terminal; line ends stay.</summary>
    public static string Safe(string text)
    {
        if (!text.Any(c => char.IsControl(c) && c is not ('\n' or '\r')))
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            output.Append(char.IsControl(c) && c is not ('\n' or '\r') ? '\uFFFD' : c);
        }

        return output.ToString();
    }
}
