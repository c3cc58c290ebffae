using System.CommandLine;
using Polyaxon.Ci.Sweeps.Store;
using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Commands.Store;

/// <summary><c>project rebuild</c>: makes the store anew from the records of the experiments.</summary>
internal static class ProjectRebuildCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new(
            "rebuild",
            "Makes the store anew from the experiments' result.json records; the old one is kept beside it."
        );
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var kept = SweepStore.SetAside(StoreAccess.Root, TimeProvider.System);
                using var store = SweepStore.OpenExisting(StoreAccess.Root, TimeProvider.System);
                if (store is null)
                {
                    error.WriteLine("There are no records here to make a store from.");
                    return ExitCodes.Bad;
                }

                output.WriteLine(store.Note);
                output.WriteLine(
                    kept is null ? "There was no store before." : TextStyle.Safe($"The old store is kept as {kept}.")
                );
                return ExitCodes.Fine;
            }
            catch (Exception fault) when (fault is StoreException or IOException or UnauthorizedAccessException)
            {
                error.WriteLine(TextStyle.Safe(fault.Message));
                return ExitCodes.Bad;
            }
        });
        return command;
    }
}
