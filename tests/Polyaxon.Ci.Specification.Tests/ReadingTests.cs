using CsCheck;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Tests;

public sealed class ReadingTests
{
    private const string Head = "version: 1\nkind: group\nhptuning:\n  matrix:\n    ";
    private const string Tail = "\nrun:\n  cmd: train\n";

    [Theory]
    [InlineData("a: {values: [1, 2]}", null)]
    [InlineData("a: 0.1", "PLX3001")]
    [InlineData("a: {values: []}", "PLX3001")]
    [InlineData("a: {values: [1], range: 0:1:1}", "PLX3002")]
    [InlineData("a: {range: 5}", "PLX3003")]
    [InlineData("a: {range: 1:10}", "PLX3003")]
    [InlineData("a: {range: 5:1:1}", "PLX3004")]
    [InlineData("a: {range: 0:1:0}", "PLX3005")]
    [InlineData("a: {linspace: 0:1:0}", "PLX3006")]
    [InlineData("a: {linspace: 0:1:1.5}", "PLX3006")]
    [InlineData("a: {geomspace: 0:1:3}", "PLX3007")]
    [InlineData("a: {logspace: -2:-1:5}", "PLX3007")]
    [InlineData("a: {linspace: [.inf, 1, 2]}", "PLX3008")]
    [InlineData("a: {linspace: 'x:1:2'}", "PLX3009")]
    [InlineData("a: {linspace: [true, 2, 2]}", "PLX3009")]
    [InlineData("a: {pvalues: [(x, 0.1), (y, 0.9)]}", "PLX3010")]
    [InlineData("a: {pvalues: [[x, 2]]}", "PLX3011")]
    [InlineData("a: {pvalues: [[x, 0.6], [y, 0.6]]}", "PLX3012")]
    [InlineData("a: {uniform: 0:1}", "PLX3014")]
    [InlineData("a: {logspace: 0:4:5:1}", "PLX3015")]
    [InlineData("a: {valeus: [1]}", "PLX1002")]
    [InlineData("a: {values: [1]}\n    a: {values: [2]}", "PLX0012")]
    public void A_matrix_entry_gets_its_code(string entry, string? code)
    {
        var errors = Read(Head + entry + Tail)
            .Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error)
            .Select(fault => fault.Code);

        Assert.Equal(code is null ? [] : [code], errors.Distinct());
    }

    [Theory]
    [InlineData("range: 1:10:2", "1 3 5 7 9")]
    [InlineData("range: 0:1:0.25", "0.0 0.25 0.5 0.75")]
    [InlineData("range: 1.2:1.8:0.1", "1.2 1.3 1.4 1.5 1.6 1.7")]
    [InlineData("range: 1:1.3:0.1", "1.0 1.1 1.2")]
    [InlineData("linspace: 0.01:0.1:5", "0.01 0.0325 0.055 0.0775 0.1")]
    [InlineData("linspace: 0:10:1", "0.0")]
    [InlineData("geomspace: 1:1000:4", "1.0 10.0 100.0 1000.0")]
    [InlineData("geomspace: 1:256:9", "1.0 2.0 4.0 8.0 16.0 32.0 64.0 128.0 256.0")]
    [InlineData("logspace: 0.01:0.1:3", "0.01 0.0316227766016838 0.1")]
    [InlineData("logspace: 0:4:5:2", "1.0 2.0 4.0 8.0 16.0")]
    [InlineData("logspace: {start: -2, stop: -1, num: 2, base: 10}", "0.01 0.1")]
    [InlineData("range: [0x10, 20, 2]", "16 18")]
    [InlineData("values: [1e-05, 1.0, yes, null, True, 017, 1_000]", "1e-05 1.0 yes None True 17 1_000")]
    public void Options_have_their_exact_values(string option, string expected)
    {
        var file = Read(Head + "a: {" + option + "}" + Tail).File;

        var discrete = Assert.IsAssignableFrom<DiscreteOption>(Assert.Single(file!.Hptuning.Matrix).Option);
        Assert.Equal(
            expected,
            string.Join(' ', Enumerable.Range(0, (int)discrete.Count).Select(i => discrete.At(i).ToString()))
        );
    }

    [Theory]
    [InlineData("", "PLX0004")]
    [InlineData("# only a comment\n", "PLX0004")]
    [InlineData("- 1\n", "PLX0013")]
    [InlineData("a: 1\n---\nb: 1\n", "PLX0006")]
    [InlineData("a: &x [*x]\n", "PLX0010")]
    [InlineData("a: *nowhere\n", "PLX0018")]
    [InlineData("a: !foo 1\n", "PLX0011")]
    [InlineData("a:\n\tb: 1\n", "PLX0005")]
    [InlineData("a: [1, 2\nb: 3\n", "PLX0005")]
    [InlineData("a: {{ lr }}\n", "PLX0015")]
    [InlineData("a: {{ lr }} x\n", "PLX0015")]
    [InlineData("<<: 3\n", "PLX0014")]
    [InlineData("? [a]\n: 1\n", "PLX0007")]
    public void Faults_of_the_text_have_their_code_and_a_place(string text, string code)
    {
        var fault = Read(text).Diagnostics.First(fault => fault.Code == code);

        Assert.Equal("file.yaml", fault.Span.File);
        Assert.True(fault.Span.Line >= 1 && fault.Span.Column >= 1);
    }

    [Fact]
    public void Hostile_sizes_are_refused_and_not_expanded()
    {
        var bomb =
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + string.Concat(
                Enumerable
                    .Range(1, 9)
                    .Select(i =>
                        $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + i - 1)}", 10))}]\n"
                    )
            );

        Assert.Contains(Read(bomb).Diagnostics, fault => fault.Rule == FileRules.TooManyNodes);
        Assert.Contains(Read("a: " + new string('[', 100_000)).Diagnostics, fault => fault.Rule == FileRules.TooDeep);
        var diagnostics = new DiagnosticBag();
        Assert.Null(SourceFiles.Read("big.yaml", new MemoryStream(new byte[50_000_000]), diagnostics));
        Assert.Equal(FileRules.TooLarge, Assert.Single(diagnostics.ToImmutable()).Rule);
    }

    [Fact]
    public void A_later_file_overrides_choices_and_keeps_the_places_of_values()
    {
        var first = new SourceText("base.yaml", Head + "lr: {logspace: 0.01:0.1:5}" + Tail);
        var second = new SourceText(
            "over.yaml",
            "version: 1\nhptuning:\n  random_search: {n_experiments: 3}\n  matrix:\n    lr: {uniform: 1:0}\n"
        );

        var fault = Assert.Single(
            PolyaxonfileReader.Read([first, second], []).Diagnostics,
            fault => fault.Severity == DiagnosticSeverity.Error
        );

        Assert.Equal(MatrixRules.Order, fault.Rule);
        Assert.Equal(new SourceSpan("over.yaml", 5, 21, 5, 22), fault.Span);
    }

    [Fact]
    public void A_parameter_of_the_command_line_fixes_a_dimension()
    {
        var result = PolyaxonfileReader.Read(
            [
                new SourceText(
                    "f",
                    Head + "lr: {values: [1, 2]}\n    d: {values: [3]}\nrun:\n  cmd: t {{ lr }} {{ d }}\n"
                ),
            ],
            ["lr=1e-3"]
        );

        Assert.Equal("d", Assert.Single(result.File!.Hptuning.Matrix).Name);
        Assert.Equal("t 0.001 3", result.Renderer!.Render([Value.Of(3)], null).Experiment!.Command);
        Assert.Contains(result.Diagnostics, fault => fault.Rule == MatrixRules.Fixed);
    }

    [Theory]
    [InlineData("\"{{ a }}\"", "b: \"{{ b }}\"", "PLX5003")]
    [InlineData("x", "b: \"{{ a }}\"\n  a: \"{{ b }}\"", "PLX5003")]
    [InlineData("\"{{ lerning }}\"", "learning: 1", "PLX5002")]
    [InlineData("\"{{ 1 + }}\"", "a: 1", "PLX5001")]
    [InlineData("\"{{ a | rund }}\"", "a: 1", "PLX5001")]
    [InlineData("\"{% if a %}x\"", "a: 1", "PLX5001")]
    public void Faults_of_templates_are_found_without_rendering(string command, string parameters, string code)
    {
        var text =
            $"version: 1\nkind: group\nparams:\n  {parameters}\nhptuning: {{matrix: {{m: {{values: [1]}}}}}}\nrun:\n  cmd: {command}\n";

        Assert.Contains(Read(text).Diagnostics, fault => fault.Code == code && fault.Span.Line > 1);
    }

    [Theory]
    [InlineData("{{ m }}", "0.1")]
    [InlineData("{{m*100}}", "10.0")]
    [InlineData("{{ n // 2 }} {{ n / 2 }} {{ n % 2 }} {{ n ** 2 }}", "1 1.5 1 9")]
    [InlineData(
        "{{ s | upper }} {{ s | length }} {{ xs | join('-') }} {{ xs[1] }} {{ conv.kernels }}",
        "ABC 3 1-2 2 3"
    )]
    [InlineData("{{ unknown | default(7) }} {{ m | round(0) }} {{ '3' | int + 1 }}", "7 0.0 4")]
    [InlineData("x{% if flag %} --on{% else %} --off{% endif %}", "x --on")]
    [InlineData("{{ 'a' if n > 2 else 'b' }} {{ not flag }} {{ none }}", "a False None")]
    [InlineData("{% raw %}{{ m }}{% endraw %} ${#list[@]} {# gone #}z", "{{ m }} ${#list[@]} z")]
    [InlineData("{{ hostile }}", "{{ m }}")]
    public void Templates_follow_Jinja_and_Python(string command, string expected)
    {
        var text =
            "version: 1\nkind: group\nparams: {n: 3, s: abc, xs: [1, 2], conv: {kernels: 3}, flag: true}\n"
            + "hptuning: {matrix: {m: {values: [0.1]}, hostile: {values: ['{{ m }}']}}}\nrun:\n  cmd: '"
            + command.Replace("'", "''", StringComparison.Ordinal)
            + "'\n";

        Assert.Equal(
            expected,
            Read(text).Renderer!.Render([Value.Of(0.1), Value.Of("{{ m }}")], null).Experiment!.Command
        );
    }

    [Fact]
    public void Random_texts_never_throw_and_every_error_has_a_place()
    {
        string[] pieces =
        [
            "version: 1\n",
            "kind: group\n",
            "hptuning:\n",
            "  matrix:\n",
            "    a: ",
            "{values: [1]}",
            "{{",
            "}}",
            "{%",
            "%}",
            "[",
            "]",
            "{",
            "}",
            ":",
            "\n",
            "  ",
            "&a ",
            "*a",
            "<<: ",
            "|\n",
            "\"",
            "'",
            "- ",
            "run:\n  cmd: ",
            "range: 0:1:2",
            "\t",
            "\0",
            "é",
            "if",
            "!!int ",
            "1e999",
        ];
        Gen.Int[0, pieces.Length - 1]
            .Select(i => pieces[i])
            .Array[0, 40]
            .Sample(parts => Check(string.Concat(parts)), iter: 60_000);
    }

    [Fact]
    public void Mutated_files_never_throw_and_every_error_has_a_place()
    {
        const string Whole =
            "version: 1\nkind: group\nparams: {b: 128, c: \"{{ b }}\"}\nhptuning:\n  concurrency: 2\n  random_search: {n_experiments: 3}\n  early_stopping:\n    - {metric: loss, value: 0.1, optimization: minimize}\n  matrix:\n    lr: {logspace: 0.01:0.1:5}\n    d: {quniform: 0:1:0.1}\nbuild: {image: python}\nrun:\n  cmd: t {{ lr | round(2) }} {% if d > 0.5 %}x{% endif %} \\\n    --c={{ c }}\n";
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, 12], Gen.String[Gen.Char[' ', '~'], 0, 4])
            .Sample(
                (at, length, with) => Check(Whole[..at] + with + Whole[Math.Min(at + length, Whole.Length)..]),
                iter: 60_000
            );
    }

    private static void Check(string text)
    {
        var result = Read(text);
        Assert.Equal(result.IsValid, result.Diagnostics.All(fault => fault.Severity != DiagnosticSeverity.Error));
        Assert.All(
            result.Diagnostics,
            fault => Assert.True(fault.Span.Line >= 1 && fault.Span.Column >= 1 && fault.Message.Length > 0)
        );
    }

    private static ReadResult Read(string text) => PolyaxonfileReader.Read([new SourceText("file.yaml", text)], []);
}
