namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>What is wrong with a query or sort text, and where.</summary>
/// <param name="Start">Where the fault begins, in characters from 0.</param>
/// <param name="Length">How many characters it spans; 0 when something is missing there.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record QueryFault(int Start, int Length, string Message);
