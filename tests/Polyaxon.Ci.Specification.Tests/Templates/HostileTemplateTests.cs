using CsCheck;

namespace Polyaxon.Ci.Specification.Tests.Templates;

public class HostileTemplateTests
{
    private const int Many = 100_000;

    public static TheoryData<string> Commands { get; } =
    [
        "{{ " + string.Concat(Enumerable.Repeat("1+", Many)) + "1 }}",
        "{{ " + new string('(', Many) + "1" + new string(')', Many) + " }}",
        "{{ " + new string('-', Many) + "1 }}",
        "{{ " + string.Concat(Enumerable.Repeat("not ", Many)) + "1 }}",
        "{{ " + new string('[', Many) + " }}",
        "{{ m" + string.Concat(Enumerable.Repeat(".a", Many)) + " }}",
        "{{ m" + string.Concat(Enumerable.Repeat("|upper", Many)) + " }}",
        "{{ " + string.Concat(Enumerable.Repeat("1 if 1 else ", Many)) + "1 }}",
        "{{ " + string.Concat(Enumerable.Repeat("1 ** ", Many)) + "1 }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ 10.0 ** 400 }}",
        "{{ 'a' * 999999999 }}",
        string.Concat(Enumerable.Repeat("{% if m %}", Many)),
        string.Concat(Enumerable.Repeat("{{ nope }}", Many)),
        string.Concat(Enumerable.Range(0, Many).Select(i => $"{{{{ n{i} }}}}")),
        string.Concat(Enumerable.Repeat("{{", Many)),
        string.Concat(Enumerable.Repeat("{#", Many)) + "{{ nope }}",
        string.Concat(Enumerable.Repeat("{% raw %}", Many)),
        "{{ '" + new string('x', Many),
    ];

    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public void A_hostile_command_is_an_error(string command) =>
        Assert.NotEmpty(TemplateCase.Errors(TemplateCase.Read(command)));

    [Theory]
    [InlineData("[{0}, {0}]")]
    [InlineData("{0} * {0}")]
    [InlineData("{0} ~ {0}")]
    [InlineData("[{0}]")]
    public void A_value_that_doubles_from_param_to_param_is_an_error(string step)
    {
        var chain = Enumerable.Range(1, 150).Select(i => $"p{i}: '{{{{ {string.Format(null, step, $"p{i - 1}")} }}}}'");

        var read = TemplateCase.Read("{{ p150 }}", "p0: 99\n" + string.Join('\n', chain));

        Assert.Equal(["PLX5004"], TemplateCase.Errors(read));
    }

    [Fact]
    public void Literal_text_is_rendered_as_it_is() =>
        Gen.String[Gen.Char[" abc/{}%#$\\'\"|-_.=\t"], 1, 60]
            .Where(text =>
                !text.Contains("{{") && !text.Contains("{%") && !text.Contains("{#") && text.Trim().Length > 0
            )
            .Sample(text =>
            {
                var command = "<" + text + ">";
                return TemplateCase.Outcome(TemplateCase.Read(command)) == command;
            });

    [Fact]
    public void Any_text_gives_an_experiment_or_a_fault_with_a_place() =>
        Gen.OneOf(
                Words(
                    "{{",
                    "}}",
                    "{%",
                    "%}",
                    "{#",
                    "#}",
                    " if ",
                    " else ",
                    "endif",
                    "not ",
                    " in ",
                    "m",
                    "lr",
                    "layers"
                ),
                Words(
                    "+",
                    "-",
                    "*",
                    "//",
                    "**",
                    "%",
                    "~",
                    "|",
                    "(",
                    ")",
                    "[",
                    "]",
                    ".",
                    ",",
                    "'",
                    "\"",
                    "==",
                    "<",
                    "1",
                    "2.5"
                ),
                Words(
                    " ",
                    "\n",
                    "\\",
                    "round",
                    "upper",
                    "default",
                    "join",
                    "tojson",
                    "raw",
                    "endraw",
                    "none",
                    "true",
                    "is defined"
                ),
                Gen.String[1, 3]
            )
            .Array[1, 20]
            .Select(parts => string.Concat(parts))
            .Sample(
                text =>
                {
                    var read = TemplateCase.Read("x" + text.Replace("\ud800", ""));
                    return read.IsValid
                        ? TemplateCase.Outcome(read).Length > 0
                        : read.Diagnostics.Any(d => d.Span.Line > 0 && d.Message.Length > 0);
                },
                iter: 20_000
            );

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
