using Polyaxon.Ci.Planning.Results;

namespace Polyaxon.Ci.Planning.Gathering;

/// <summary>A file that should hold a result.</summary>
/// <param name="Name">Its name below the searched folder, for messages.</param>
/// <param name="Result">The result; null when it holds none.</param>
/// <param name="Fault">Why it holds none; null when it does.</param>
public sealed record ReceivedFile(string Name, ExperimentResult? Result, string? Fault);
