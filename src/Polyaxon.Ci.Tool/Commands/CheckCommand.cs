using System.CommandLine;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Commands.Ci;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>check</c>: validates polyaxonfiles and says what they will run.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var files = new FileOptions();
        var output = new OutputOptions();
        var definition = new Option<bool>("--definition", "-def", "-x", "-d")
        {
            Description = "Prints the group's definition and what it will run",
        };
        var version = new Option<bool>("--version", "-v") { Description = "Prints the file's version" };
        var format = new Option<string>("--format")
        {
            Description = "text, json, github or sarif",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "github", "sarif");
        var packing = new PackingOptions();
        var command = new Command("check", "Validates a polyaxonfile") { definition, version, format };
        packing.AddTo(command);
        files.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var loaded = files.Load(parsed);
            var file = loaded.Result.File;
            var isJson = parsed.GetValue(format) == "json";
            var overview =
                file is null || loaded.Result.Renderer is null || !(isJson || parsed.GetValue(definition))
                    ? null
                    : GroupOverview.Of(
                        file.Hptuning,
                        files.Seed(parsed) ?? SeedDerivation.SeedOf(file.Hptuning),
                        packing.Settings(parsed, "github")
                    );
            var writer = parsed.InvocationConfiguration.Output;
            switch (parsed.GetValue(format))
            {
                case "json":
                    writer.WriteLine(JsonText.Format(CheckJson.ToValue(loaded, overview)));
                    break;
                case "sarif":
                    writer.WriteLine(JsonText.Format(DiagnosticJson.ToSarif(loaded.Result.Diagnostics)));
                    break;
                case "github":
                    writer.Write(DiagnosticJson.ToGitHub(loaded.Result.Diagnostics));
                    break;
                default:
                    var errors = parsed.InvocationConfiguration.Error;
                    DiagnosticText.Write(
                        errors,
                        Shown(loaded, output.IsQuiet(parsed)),
                        loaded.Sources,
                        output.Style(parsed, Console.IsErrorRedirected)
                    );
                    errors.Flush();
                    WriteText(
                        parsed,
                        loaded,
                        overview,
                        parsed.GetValue(version),
                        output.Style(parsed, Console.IsOutputRedirected)
                    );
                    break;
            }

            return file is null ? ExitCodes.Usage : ExitCodes.Fine;
        });
        return command;
    }

    private static IEnumerable<Specification.Diagnostics.Diagnostic> Shown(LoadedFile loaded, bool isQuiet) =>
        loaded.Result.Diagnostics.Where(diagnostic =>
            !isQuiet || diagnostic.Severity == Specification.Diagnostics.DiagnosticSeverity.Error
        );

    private static void WriteText(
        ParseResult parsed,
        LoadedFile loaded,
        GroupOverview? overview,
        bool version,
        TextStyle style
    )
    {
        var writer = parsed.InvocationConfiguration.Output;
        if (loaded.Result.File is not { } file)
        {
            writer.WriteLine(style.Paint(Colour.Red, "Polyaxonfile is not valid."));
            return;
        }

        writer.WriteLine(style.Paint(Colour.Green, "Polyaxonfile valid"));
        if (version)
        {
            writer.WriteLine("The version is: 1");
        }

        if (file.Kind == PolyaxonKind.Experiment)
        {
            writer.WriteLine("One experiment");
        }
        else if (overview is not null)
        {
            DefinitionText.Write(writer, file, overview, style);
        }
    }
}
