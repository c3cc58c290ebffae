using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>The expectation at one value of a parameter, in units of the objective.</summary>
/// <param name="Value">The parameter's value.</param>
/// <param name="Mean">What is expected on average over the other parameters.</param>
/// <param name="Low">The lower end of the band.</param>
/// <param name="High">The upper end of the band: 1.96 deviations of the model's belief at a point either way, without noise.</param>
public sealed record DependencePoint(Value Value, double Mean, double Low, double High);
