using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Tests.Templates;

/// <summary>Reads and renders small polyaxonfiles.</summary>
internal static class TemplateCase
{
    /// <summary>The values that the cases of <c>python.jsonl</c> were rendered with.</summary>
    public const string Names = """
        lr: 0.01
        n: 5
        big: 1e-05
        one: 1.0
        name: resnet
        layers: [64, 32.0, x]
        conv: {kernels: 3, sizes: [1, 2]}
        yes: true
        no: false
        nothing: null
        lambda: 0.5
        """;

    /// <summary>Reads a group whose command is a JSON-quoted text.</summary>
    public static ReadResult Read(string command, string parameters = Names, string matrix = "m: {values: [1, 2]}") =>
        ReadYaml(
            $"""
            version: 1
            kind: group
            params:
            {Indented(parameters)}
            hptuning:
              matrix:
                {matrix}
            run:
              cmd: {JsonText.Format(Value.Of(command))}
            """
        );

    /// <summary>Reads a whole file.</summary>
    public static ReadResult ReadYaml(string yaml, params string[] given) =>
        PolyaxonfileReader.Read([new SourceText("polyaxonfile.yaml", yaml)], given);

    /// <summary>The first experiment's command.</summary>
    public static string Render(ReadResult read) => First(read).Command;

    /// <summary>The first experiment.</summary>
    public static RenderedExperiment First(ReadResult read)
    {
        Assert.Empty(read.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var values = read.File!.Hptuning.Matrix.Select(parameter => ((Matrix.DiscreteOption)parameter.Option).At(0));
        var result = read.Renderer!.Render([.. values], null);
        Assert.Null(result.Fault);
        return result.Experiment!;
    }

    /// <summary>The first experiment's command, or the fault that rendering gave.</summary>
    public static string Outcome(ReadResult read)
    {
        var values = read.File!.Hptuning.Matrix.Select(parameter => ((Matrix.DiscreteOption)parameter.Option).At(0));
        var result = read.Renderer!.Render([.. values], null);
        return result.Experiment?.Command ?? result.Fault!.ToString();
    }

    /// <summary>The errors' codes.</summary>
    public static string[] Errors(ReadResult read) =>
        [.. read.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Code)];

    private static string Indented(string text) => "  " + text.ReplaceLineEndings("\n").Replace("\n", "\n  ");
}
