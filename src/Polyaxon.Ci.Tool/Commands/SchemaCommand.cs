using System.CommandLine;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>schema</c>: prints the JSON Schema of polyaxonfiles, which editors complete and check with.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of polyaxonfiles");
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(PolyaxonfileSchema.Text);
            return ExitCodes.Fine;
        });
        return command;
    }
}
