using Polyaxon.Ci.Specification.Tests.Templates;

namespace Polyaxon.Ci.Specification.Tests.Fuzz;

public class HostileFileTests
{
    public static TheoryData<string> Files { get; } =
    [
        new string('[', 100_000),
        new string('{', 100_000),
        string.Concat(Enumerable.Repeat("- ", 100_000)),
        new string('a', 50_000_000),
        "a: &a [*a]\n",
        "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" + Bomb(),
        "---\na: 1\n---\nb: 1\n",
        "",
        "\u0000",
        string.Concat(Enumerable.Range(0, 50_000).Select(i => $"k{i}: 1\n")),
    ];

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void A_hostile_file_is_refused_with_a_place(string text)
    {
        var read = TemplateCase.ReadYaml(text);

        Assert.NotEmpty(TemplateCase.Errors(read));
        Assert.All(read.Diagnostics, diagnostic => Assert.True(diagnostic.Span.Line >= 1));
    }

    [Fact]
    public void A_long_text_repeated_through_an_alias_is_refused()
    {
        var aliases = string.Concat(Enumerable.Repeat("*t, ", 20_000));
        var read = TemplateCase.ReadYaml(
            $"version: 1\nkind: group\nparams:\n  t: &t {new string('x', 400_000)}\n  all: [{aliases}]\n"
                + "hptuning: {matrix: {m: {values: [1]}}}\nrun: {cmd: 'run {{ m }}'}\n"
        );

        Assert.NotEmpty(TemplateCase.Errors(read));
    }

    private static string Bomb() =>
        string.Concat(
            Enumerable
                .Range('c', 10)
                .Select(c =>
                    $"{(char)c}: &{(char)c} [{string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"
                )
        );
}
