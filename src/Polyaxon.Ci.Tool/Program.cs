using System.CommandLine;
using Polyaxon.Ci.Tool.Commands;

RootCommand root = new("Hyperparameter sweeps from a polyaxonfile, on this machine and in CI.")
{
    RunCommand.Create(),
    TrackCommand.Create(),
};
foreach (var command in StoreCommands.Create())
{
    root.Add(command);
}

// Commands that run experiments see to signals themselves: the first ends them in an orderly way.
InvocationConfiguration configuration = new()
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = null,
};
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count == 0)
{
    try
    {
        return parsed.Invoke(configuration);
    }
#pragma warning disable CA1031 // The last place where a fault of ours can become words instead of a stack trace.
    catch (Exception fault)
#pragma warning restore CA1031
    {
        Console.Error.WriteLine($"The tool failed: {fault.Message}");
        return 1;
    }
}

foreach (var error in parsed.Errors)
{
    Console.Error.WriteLine(error.Message);
}

return 2;
