using System.Collections.Immutable;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// The specification a plan carries: the texts it was read from and the parameters folded in, so that later verbs need nothing but
/// the plan and still name the place of a fault.
/// </summary>
/// <param name="Files">The files, merged left to right.</param>
/// <param name="Params">The <c>-P NAME=VALUE</c> texts.</param>
public sealed record PlanSource(ImmutableArray<SourceText> Files, ImmutableArray<string> Params)
{
    /// <summary>Reads the specification again: the same text gives the same file.</summary>
    public ReadResult Read() => PolyaxonfileReader.Read(Files, Params);
}
