using System.Collections.Immutable;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>What the model expects along one parameter, averaged over the others.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Points">Some of its values, in order.</param>
public sealed record PartialDependence(string Name, ImmutableArray<DependencePoint> Points);
