using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>Hostile texts in the shipped workflow, in the emulator: from the file and the inputs to the summary as GitHub shows it.</summary>
public sealed class EmulatedInjectionTests(Product product) : IDisposable
{
    private const string Given = "it's \"q\" $(touch pwned) `id` %0A::error::pwned ##[error]pwned";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task They_come_out_of_the_workflow_literally()
    {
        var result = await Run();
        var gather = result.Job("gather_1");
        var leg = Assert.Single(result.Job("legs_1").Legs);

        Assert.True(result.Conclusion == "success", result.ToString());
        Assert.Equal($"{Injections.All.Count}", result.Output("succeeded"));
        Assert.DoesNotContain(
            leg.Commands,
            command => command.Contains("pwned", StringComparison.Ordinal) && !IsTitle(command)
        );
        Assert.All(
            (string[])["plan", "gather_1", "verdict"],
            job => Assert.DoesNotContain(result.Job(job).Commands, IsHostile)
        );
        Assert.DoesNotContain(
            "pwned",
            Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
        );
        var shown = await Shown(gather.Summary);
        Assert.All(Injections.All, text => Assert.Contains(Visible(text), shown));
    }

    private Task<EmulatedResult> Run()
    {
        _folder.Write(
            "repository/it's a $(touch pwned) file.yaml",
            $$$"""
            version: 1
            kind: group
            name: hostile
            params: {given: none}
            hptuning:
              matrix:
                text: {values: [{{{string.Join(", ", Injections.All.Select(Injections.Yaml))}}}]}
            run: {cmd: 'test {{ given | quote }} = "$GIVEN"; printf "%s\n" {{ text | quote }} loss=1'}
            """
        );
        EmulatedRun run = new(product, _folder)
        {
            Inputs =
            {
                ["file"] = "it's a $(touch pwned) file.yaml",
                ["param"] = "given=" + Given,
                ["metric"] = "loss:minimize",
                ["per-job"] = "200",
                ["variables"] = "GIVEN=" + Given,
            },
        };
        return run.RunAsync();
    }

    private static bool IsHostile(string command) => command.Contains("pwned", StringComparison.Ordinal);

    /// <summary>The group of an experiment's output has its values as its title.</summary>
    private static bool IsTitle(string command) => command.StartsWith("group||Experiment ", StringComparison.Ordinal);

    /// <summary>The cells of the summary's tables, as a reader sees them; a tag other than that of code is no cell's business.</summary>
    private async Task<HashSet<string>> Shown(string summary)
    {
        var output = (await Node.RunAsync("render.mjs", _folder.Write("summary.md", summary))).MustSucceed().Output;
        var cells = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(row => JsonSerializer.Deserialize<string[]>(row)!)
            .Select(cell =>
                cell.Replace("<code>", "", StringComparison.Ordinal)
                    .Replace("</code>", "", StringComparison.Ordinal)
                    .Replace("<!-- -->", "", StringComparison.Ordinal)
            )
            .ToList();
        Assert.All(cells, cell => Assert.DoesNotContain("<", cell, StringComparison.Ordinal));
        return [.. cells.Select(cell => WebUtility.HtmlDecode(cell))];
    }

    /// <summary>A text with blanks for what moves a cursor and a mark for what hides letters.</summary>
    private static string Visible(string text)
    {
        StringBuilder visible = new();
        foreach (var rune in text.EnumerateRunes())
        {
            _ = visible.Append(
                rune.Value is < 32 or 127 ? " "
                : Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                    ? "\uFFFD"
                : rune.ToString()
            );
        }

        return visible.ToString();
    }
}
