using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Polyaxon.Ci.Testing;

/// <summary>
/// Texts that mean something to a shell, a workflow, a log, Markdown, a spreadsheet or a terminal: whatever prints them has to print
/// them literally. <c>cases/injections.txt</c> holds them, a JSON string a line; adding a case is adding a line.
/// </summary>
public static class Injections
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. File.ReadLines(Repository.PathTo("tests", "Polyaxon.Ci.Testing", "cases", "injections.txt"))
            .Where(line => line is ['"', ..])
            .Select(line => JsonSerializer.Deserialize<string>(line)!),
    ];

    /// <summary>All of them as theory data.</summary>
    public static TheoryData<string> Theory => [.. All];

    /// <summary>A text in YAML's double quotes.</summary>
    public static string Yaml(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value is >= ' ' and < 127 and not ('"' or '\\')
                ? quoted.Append(rune.ToString())
                : quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
        }

        return quoted.Append('"').ToString();
    }
}
