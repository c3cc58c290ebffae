using CsCheck;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Planning.Tests.Escaping;

public sealed class EscapingTests
{
    public static TheoryData<string> Texts => Injections.Theory;

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_annotation_is_one_command_and_says_the_text(string text)
    {
        var command = Assert.Single(RunnerCommand.ReadAll(WorkflowCommand.Annotation("error", text, text)));

        Assert.Equal(("error", text), (command.Name, command.Message));
        Assert.Equal(text.Trim(), command.Properties.GetValueOrDefault("title", "").Trim());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_log_runs_no_command_of_the_output(string text)
    {
        DisarmedLog log = new(LogKind.GitHub, "0123456789abcdef");
        string[] lines = [log.Opening(text), log.Line(text), log.Line(text.ReplaceLineEndings("\n")), log.Closing!];

        Assert.Equal(
            ["group", "stop-commands", "endgroup"],
            RunnerCommand.ReadAll(string.Join('\n', lines)).Select(command => command.Name)
        );
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_log_of_azure_has_no_command_of_the_output(string text)
    {
        DisarmedLog log = new(LogKind.Azure, "0123456789abcdef");

        Assert.DoesNotContain(
            "##[",
            log.Opening(text).Replace("##[group]", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("##[", log.Line(text), StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", log.Opening(text) + log.Line(text), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_field_is_the_text_and_no_formula(string text)
    {
        var field = CsvText.Field(text);
        var read = field is ['"', ..] ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field;
        var isFormula =
            text.TrimStart() is ['=' or '+' or '-' or '@' or '\uFF1D', ..] || text is ['\t' or '\r' or '\n', ..];

        Assert.Equal(isFormula ? "'" + text : text, read);
        Assert.True(field is ['"', ..] || !field.AsSpan().ContainsAny(",\"\r\n"), field);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Markdown_code_holds_nothing_with_a_meaning(string text)
    {
        var inner = MarkdownText
            .Code(text)
            .Replace("<code>", "", StringComparison.Ordinal)
            .Replace("</code>", "", StringComparison.Ordinal)
            .Replace("<!-- -->", "", StringComparison.Ordinal);
        var bare = System.Text.RegularExpressions.Regex.Replace(inner, "&#[0-9]+;", "");

        Assert.DoesNotContain(bare, c => "<>|`*_[]()@#$\\\n\r:&".Contains(c));
        Assert.DoesNotContain('\u202E', bare);
    }

    [Fact]
    public void Words_mention_nobody() =>
        Assert.DoesNotContain("&#64;a", MarkdownText.Words("@all see #1"), StringComparison.Ordinal);

    [Fact]
    public void An_output_reads_back_as_its_value() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Injections.All.Count - 1].Select(at => Injections.All[at]))
            .Where(value => !value.Contains("plx_r", StringComparison.Ordinal))
            .Sample(value =>
            {
                var lines = OutputEntry.Write("name", value, "r").Split('\n');
                return lines[0] == "name<<plx_r" && string.Join('\n', lines[1..^2]) == value && lines[^2] == "plx_r";
            });

    [Fact]
    public void A_value_that_holds_the_delimiter_is_refused() =>
        Assert.Throws<ArgumentException>(() => OutputEntry.Write("name", "a\nplx_r\nb", "r"));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@x", "'@x")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("+1e-05", "+1e-05")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("plain", "plain")]
    public void A_field_is_no_formula(string text, string field) => Assert.Equal(field, CsvText.Field(text));

    [Theory]
    [InlineData(LogKind.GitHub)]
    [InlineData(LogKind.Azure)]
    public void Old_commands_are_broken_up_wherever_they_stand(LogKind kind)
    {
        var line = new DisarmedLog(kind, "token").Line("x ##[error]y ##VSO[task.complete]z");

        Assert.DoesNotContain("##[", line, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Output_on_github_stands_between_a_stop_token_and_its_end()
    {
        DisarmedLog log = new(LogKind.GitHub, "token");

        Assert.Equal("::group::a%0Ab\n::stop-commands::token", log.Opening("a\nb"));
        Assert.Equal("::token::\n::endgroup::", log.Closing);
    }

    [Fact]
    public void Numbers_in_tables_stay_numbers() =>
        Gen
            .Double.Where(double.IsFinite)
            .Sample(number => CsvText.Field(NumberText.Format(number)) == NumberText.Format(number));
}
