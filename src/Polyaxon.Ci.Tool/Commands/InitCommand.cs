using System.CommandLine;
using Polyaxon.Ci.Tool.Output;
using Polyaxon.Ci.Tool.Starting;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>init</c>: writes a commented polyaxonfile and a workflow to start from.</summary>
internal static class InitCommand
{
    private const string OnlyFile = "polyaxonfile";
    private const string OnlyWorkflow = "workflow";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var force = new Option<bool>("--force") { Description = "Overwrites files that are there" };
        var only = new Option<string?>("--only")
        {
            Description = "Writes one of the two: polyaxonfile or workflow",
            HelpName = "WHAT",
        };
        only.AcceptOnlyFromAmong(OnlyFile, OnlyWorkflow);
        var command = new Command("init", "Writes a polyaxonfile and a workflow to start from") { force, only };
        command.SetAction(parsed =>
        {
            var configuration = parsed.InvocationConfiguration;
            var place = StartingPlace.Of(Directory.GetCurrentDirectory());
            var files = Files(place, parsed.GetValue(only)).ToList();
            try
            {
                return Write(files, place, parsed.GetValue(force), configuration.Output, configuration.Error);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                configuration.Error.WriteLine($"error: {e.Message}");
                return ExitCodes.Usage;
            }
        });
        return command;
    }

    private static IEnumerable<(string Path, string Text)> Files(StartingPlace place, string? only)
    {
        var name = StartingFiles.Polyaxonfile;
        if (only == OnlyWorkflow)
        {
            name = place.Existing ?? name;
        }
        else
        {
            yield return (place.Polyaxonfile, StartingFiles.PolyaxonfileText);
        }

        if (only != OnlyFile)
        {
            yield return (place.Workflow, StartingFiles.WorkflowText(place.NameInRepository(name)));
        }
    }

    private static int Write(
        List<(string Path, string Text)> files,
        StartingPlace place,
        bool force,
        TextWriter output,
        TextWriter error
    )
    {
        // All or nothing: half a start is no start.
        var inTheWay = files.Select(file => file.Path).Where(File.Exists).ToList();
        if (
            files.Exists(file => file.Path == place.Polyaxonfile)
            && place.Existing is { } other
            && other != StartingFiles.Polyaxonfile
        )
        {
            error.WriteLine(
                $"error: {TextStyle.Safe(other)} is there already, and the other verbs would read it before {StartingFiles.Polyaxonfile}; remove it, or write the workflow alone with --only workflow."
            );
            return ExitCodes.Usage;
        }

        if (inTheWay.Count > 0 && !force)
        {
            foreach (var path in inTheWay)
            {
                error.WriteLine($"error: {Shown(place, path)} is there already; --force overwrites it.");
            }

            return ExitCodes.Usage;
        }

        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var stream = new FileStream(path, force ? FileMode.Create : FileMode.CreateNew);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
            output.WriteLine($"Wrote {Shown(place, path)}");
        }

        output.WriteLine("Next: put your command under 'run', then look at it with 'dotnet polyaxon check -x'.");
        return ExitCodes.Fine;
    }

    private static string Shown(StartingPlace place, string path) =>
        TextStyle.Safe(Path.GetRelativePath(place.Folder, path));
}
