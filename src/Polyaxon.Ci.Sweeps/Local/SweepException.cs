namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>A group cannot be run, resumed or stopped; the message says why and what to do.</summary>
public sealed class SweepException(string message) : Exception(message);
