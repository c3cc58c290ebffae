using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;

namespace Polyaxon.Ci.Specification;

/// <summary>What reading gave: a valid file or the reasons why not, and warnings either way.</summary>
/// <param name="File">The valid polyaxonfile; null when there are errors.</param>
/// <param name="Renderer">Renders the experiments of <paramref name="File"/>; null when there are errors or the kind has no experiments.</param>
/// <param name="Diagnostics">All faults in one go, by file and place.</param>
public sealed record ReadResult(
    Polyaxonfile? File,
    ExperimentRenderer? Renderer,
    ImmutableArray<Diagnostic> Diagnostics
)
{
    /// <summary>Whether the file can be used.</summary>
    public bool IsValid => File is not null;
}
