using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Tests.Templates;

public class RendererTests
{
    [Theory]
    [InlineData("{{ typo }}", "PLX5002")]
    [InlineData("{% if n > 3 %}{{ nmae }}{% endif %}", "PLX5002")]
    [InlineData("{{ lr | roud(2) }}", "PLX5001")]
    [InlineData("{{ lr", "PLX5001")]
    [InlineData("{% if n %}", "PLX5001")]
    [InlineData("{% endif %}", "PLX5001")]
    [InlineData("{{ }}", "PLX5001")]
    [InlineData("{{ 1 + }}", "PLX5001")]
    [InlineData("{%{ raw }%}", "PLX5001")]
    [InlineData("${{ github.sha }}", "PLX5002")]
    public void A_faulty_template_is_an_error_at_its_place(string command, string code)
    {
        var read = TemplateCase.Read(command + " {{ m }}");

        Assert.Equal([code], TemplateCase.Errors(read).Distinct());
        Assert.All(read.Diagnostics, diagnostic => Assert.True(diagnostic.Span.Line > 1));
    }

    [Fact]
    public void An_unknown_name_is_named_with_the_nearest_known_one()
    {
        var read = TemplateCase.Read("{{ layrs }} {{ m }}");

        Assert.Contains("layers", read.Diagnostics.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Params_are_resolved_in_any_order_and_keep_their_types()
    {
        var read = TemplateCase.Read("{{ a }}", "a: '{{ b }}'\nb: '{{ c + 1 }}'\nc: '{{ m }}'\nd: '5'\ne: x{{ c }}");

        Assert.Equal(
            """{"m":1,"a":2,"b":2,"c":1,"d":"5","e":"x1"}""",
            JsonText.Format(new MapValue(TemplateCase.First(read).Declarations))
        );
    }

    [Fact]
    public void Templates_inside_lists_maps_and_keys_of_params_are_rendered()
    {
        var read = TemplateCase.Read("{{ net }}", "net: {'k{{ m }}': ['{{ m }}', 'a{{ m }}']}");

        Assert.Equal("{'k1': [1, 'a1']}", TemplateCase.Render(read));
    }

    [Theory]
    [InlineData("a: '{{ a }}'", "a → a")]
    [InlineData("a: '{{ b }}'\nb: '{{ c }}'\nc: 'x{{ a }}'", "a → b → c → a")]
    public void A_circle_of_params_is_named(string parameters, string path)
    {
        var read = TemplateCase.Read("{{ m }}", parameters);

        Assert.Equal(["PLX5003"], TemplateCase.Errors(read));
        Assert.Contains(read.Diagnostics, d => d.Message.Contains(path, StringComparison.Ordinal));
    }

    [Fact]
    public void Matrix_values_are_data_and_never_rendered()
    {
        var read = TemplateCase.Read("run {{ m }}", matrix: "m: {values: ['{{ lr }}']}");

        Assert.Equal("run {{ lr }}", TemplateCase.Render(read));
    }

    [Fact]
    public void The_matrix_beats_a_param_of_the_same_name_with_a_warning()
    {
        var read = TemplateCase.Read("run {{ m }}", "m: 7\nk: '{{ m }}'");

        Assert.Equal("run 1", TemplateCase.Render(read));
        Assert.Contains(read.Diagnostics, diagnostic => diagnostic.Message.Contains("'m'", StringComparison.Ordinal));
        Assert.Equal(Value.Of(1), TemplateCase.First(read).Declarations.Single(d => d.Key == "k").Value);
    }

    [Fact]
    public void A_flag_prints_as_an_option_or_as_nothing()
    {
        var read = TemplateCase.ReadYaml(
            """
            version: 1
            kind: group
            inputs:
              - {name: verbose, type: bool, is_flag: true, is_optional: true, default: true}
              - {name: quiet, type: bool, is_flag: true, is_optional: true, default: false}
              - {name: title, type: str, is_optional: true}
            hptuning: {matrix: {m: {values: [1]}}}
            run: {cmd: "run {{ m }} {{ verbose }}{{ quiet }} {{ title }}"}
            """
        );

        Assert.Equal("run 1 --verbose None", TemplateCase.Render(read));
    }

    [Theory]
    [InlineData("cmd: python a.py  --b", "python a.py  --b")]
    [InlineData("cmd: |\n    python a.py", "python a.py")]
    [InlineData("cmd: |\n    python a.py \\\n      --b=1 \\  \n      --c", "python a.py --b=1 --c")]
    [InlineData("cmd: python a.py \\\n      --b=1 \\ \n      --c", "python a.py --b=1 --c")]
    [InlineData("cmd: >-\n    python a.py\n    --b=1 \\\n    --c", "python a.py --b=1 --c")]
    [InlineData("cmd: |\n    cd x\n    python a.py", "set -e\ncd x\npython a.py")]
    [InlineData("cmd: [cd x, python a.py]", "cd x && python a.py")]
    [InlineData("cmd:\n    - cd x\n    - |\n      a\n      b\n    - c", "set -e\ncd x\na\nb\nc")]
    [InlineData("cmd: grep a\\ b c", "grep a\\ b c")]
    public void Commands_are_shaped_for_a_shell(string command, string expected)
    {
        var read = TemplateCase.ReadYaml(
            $"version: 1\nkind: group\nhptuning: {{matrix: {{m: {{values: [1]}}}}}}\nrun:\n  {command}\n"
        );

        Assert.Equal(expected, TemplateCase.Render(read));
    }

    [Fact]
    public void A_fault_that_every_experiment_has_is_found_when_the_file_is_read()
    {
        var read = TemplateCase.Read("{{ layers[7] }} {{ m }}");

        Assert.Equal(["PLX5004"], TemplateCase.Errors(read));
    }

    [Fact]
    public void Names_of_any_script_and_names_like_keywords_work()
    {
        var read = TemplateCase.Read(
            "{{ größe }} {{ 学习率 }} {{ lambda }} {{ for }} {{ m }}",
            "größe: 1\n学习率: 2\nlambda: 3\nfor: 4"
        );

        Assert.Equal("1 2 3 4 1", TemplateCase.Render(read));
    }

    [Theory]
    [InlineData("echo {{ p }}", true)]
    [InlineData("echo {{ p | quote }}", false)]
    [InlineData("echo {{ p | quote }} {{ p }}", true)]
    [InlineData("{% if true %}echo {{ p | quote }}{% endif %}", false)]
    [InlineData("echo {{ q | quote }}", true)]
    public void Shell_characters_of_the_command_line_are_told_unless_the_command_quotes_them(
        string command,
        bool isTold
    )
    {
        SourceText file = new(
            "polyaxonfile.yaml",
            $"version: 1\nkind: experiment\nparams: {{q: '{{{{ p }}}}', p: 1}}\nrun:\n  cmd: '{command}'\n"
        );
        var read = PolyaxonfileReader.Read([file], ["p=a;b"]);

        Assert.NotNull(read.File);
        Assert.Equal(isTold, read.Diagnostics.Any(fault => fault.Code == "PLX5008"));
    }
}
