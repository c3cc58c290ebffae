using System.CommandLine;
using System.CommandLine.Invocation;
using Polyaxon.Ci.Tool;

var root = new RootCommand("Hyperparameter sweeps from a polyaxonfile, on this machine and in CI.");
foreach (var verb in Verbs.For(args))
{
    root.Add(verb);
}

var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Action is ParseErrorAction fault)
{
    fault.ShowHelp = false;
}

// Commands that run experiments see to signals themselves: the first ends them in an orderly way.
var configuration = new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = null,
};
try
{
    var code = await parsed.InvokeAsync(configuration);
    return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
}
catch (OperationCanceledException)
{
    return ExitCodes.Interrupted;
}
catch (IOException e)
    when (e.HResult == BrokenPipe.Code || e.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase))
{
    // A reader that went away (`| head`) is no fault.
    return ExitCodes.Fine;
}
#pragma warning disable CA1031 // The last place where a fault of ours can become words instead of a stack trace.
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"error: {e.Message}");
    return ExitCodes.Bad;
}
