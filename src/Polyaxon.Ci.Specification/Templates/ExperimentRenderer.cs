using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>An experiment's resolved parameters and command.</summary>
/// <param name="Declarations">Matrix values, then the resource, then params, in order; types kept.</param>
/// <param name="Command">The text handed to the shell.</param>
public sealed record RenderedExperiment(ImmutableArray<KeyValuePair<string, Value>> Declarations, string Command);

/// <summary>What rendering gave: an experiment, or the fault that these very values bring out (an index out of range, say).</summary>
public sealed record RenderResult(RenderedExperiment? Experiment, Diagnostic? Fault);

/// <summary>Renders the experiments of one polyaxonfile. Immutable and safe for concurrent use.</summary>
public sealed class ExperimentRenderer
{
    private ExperimentRenderer() { }

    /// <summary>
    /// Prepares a file's templates and checks them: syntax, unknown names, cycles, names used nowhere.
    /// Null when the bag got an error.
    /// </summary>
    public static ExperimentRenderer? Create(Polyaxonfile file, DiagnosticBag diagnostics) =>
        throw new NotSupportedException($"{file.Files} {diagnostics.HasErrors}");

    /// <summary>Renders one experiment.</summary>
    /// <param name="matrixValues">The value of each matrix parameter, in matrix order.</param>
    /// <param name="resource">Hyperband's resource; null elsewhere.</param>
    public RenderResult Render(ImmutableArray<Value> matrixValues, Value? resource) =>
        throw new NotSupportedException($"{this} {matrixValues} {resource}");
}
