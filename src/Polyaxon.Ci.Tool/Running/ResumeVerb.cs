using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Sweeps.Execution;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Goes on with a group that was stopped, interrupted or whose tool was killed.</summary>
internal sealed class ResumeVerb(RunOutput output, string root, long group)
{
    /// <summary>Runs what is open and gives the exit code.</summary>
    public int Execute()
    {
        var folder = GroupFolder.Of(root, group);
        if (!File.Exists(folder.Definition))
        {
            return Fault(
                $"Group {group} cannot be resumed: '{folder.Definition}' is missing. Run its polyaxonfile again."
            );
        }

        if (GroupDefinition.Load(folder) is not { } definition)
        {
            return Fault(
                $"Group {group} cannot be resumed: '{folder.Definition}' was written by another version of the tool or is damaged."
            );
        }

        try
        {
            using var held = GroupLock.Take(folder);
            return held is null
                ? Fault(
                    $"Group {group} is still run by another tool (process {GroupLock.OwnerOf(folder) ?? "unknown"}). Wait for it, or stop it first: dotnet polyaxon group -g {group} stop"
                )
                : Resume(definition, held);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fault($"Group {group} cannot be resumed: {fault.Message}");
        }
    }

    private int Resume(GroupDefinition definition, GroupLock held)
    {
        var read = definition.Read();
        if (read is not { File: { } file, Renderer: { } renderer })
        {
            DiagnosticText.Write(
                output.Error,
                read.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error),
                definition.Files,
                output.Style
            );
            return ExitCodes.Usage;
        }

        if (!Directory.Exists(definition.WorkingDirectory))
        {
            return Fault(
                $"Group {group} cannot be resumed: its working directory '{definition.WorkingDirectory}' is gone."
            );
        }

        var choice = EngineChoice.Of(definition.Engine, file.Build, definition.Shell, RunVerb.IsContinuousIntegration);
        if (choice.Engine is not { } engine)
        {
            return Fault(choice.Fault!);
        }

        RunSession session = new(output, root)
        {
            Engine = engine,
            Definition = definition,
            File = file,
            Renderer = renderer,
            Total = RunVerb.Count(file.Hptuning, definition.Seed),
        };
        return session.Execute((sweep, signals) => sweep.Resume(group, held, signals.Stop, signals.Kill));
    }

    private int Fault(string message)
    {
        output.Error.WriteLine(message);
        return ExitCodes.Bad;
    }
}
