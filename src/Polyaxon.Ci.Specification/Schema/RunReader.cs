using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>run</c>.</summary>
internal static class RunReader
{
    /// <summary>The command: one text, or the items of a list; empty when absent or faulty.</summary>
    public static ImmutableArray<ScalarNode> Read(MapReader root, PolyaxonKind kind)
    {
        var isNeeded = kind is PolyaxonKind.Group or PolyaxonKind.Experiment or PolyaxonKind.Job;
        if (root.Find("run") is null)
        {
            if (isNeeded)
            {
                var span = root.Node.Find("run")?.Key.Span ?? MapReader.HeadOf(root.Node.Span);
                root.Diagnostics.Add(
                    StructureRules.NoCommand,
                    span,
                    "There is nothing to run; add 'run: {cmd: python train.py}'."
                );
            }

            return [];
        }

        if (root.Map("run") is not { } run)
        {
            return [];
        }

        run.Only(["cmd"]);
        return ReadCommand(run, isNeeded);
    }

    private static ImmutableArray<ScalarNode> ReadCommand(MapReader run, bool isNeeded)
    {
        var command = run.Find("cmd");
        if (
            command is null or SequenceNode { Items.IsEmpty: true }
            || (command is ScalarNode scalar && scalar.Text.Trim().Length == 0)
        )
        {
            if (isNeeded)
            {
                var span = run.Node.Find("cmd")?.Key.Span ?? MapReader.HeadOf(run.Node.Span);
                run.Diagnostics.Add(
                    StructureRules.NoCommand,
                    span,
                    "'run' has no 'cmd'; write the command of one experiment."
                );
            }

            return [];
        }

        if (command is MappingNode mapping && (mapping.Find("if") ?? mapping.Find("for")) is not null)
        {
            run.Diagnostics.Add(
                StructureRules.WrongType,
                mapping.Span,
                "'run.cmd' must be a text or a list of texts; write conditions as '{% if model == \"DNA\" %}…{% else %}…{% endif %}'."
            );
            return [];
        }

        return command is SequenceNode ? run.Texts("cmd")
            : run.Text("cmd") is { } text ? [text]
            : [];
    }
}
