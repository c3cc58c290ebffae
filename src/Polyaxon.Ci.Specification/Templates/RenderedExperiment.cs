using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>An experiment's resolved parameters and command.</summary>
/// <param name="Declarations">Matrix values, then the resource, then params, in order; types kept.</param>
/// <param name="Command">The text handed to the shell.</param>
public sealed record RenderedExperiment(ImmutableArray<KeyValuePair<string, Value>> Declarations, string Command);

/// <summary>What rendering gave: an experiment, or the fault that these very values bring out (an index out of range, say).</summary>
public sealed record RenderResult(RenderedExperiment? Experiment, Diagnostic? Fault);
