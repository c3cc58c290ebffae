namespace Polyaxon.Ci.Search.Analysis;

/// <summary>
/// How much of the objective's variation over the space goes back to one parameter, by the model's mean: Sobol's indices (Saltelli et al.,
/// Computer Physics Communications 181, 2010). They say nothing of direction; see <see cref="PartialDependence"/>.
/// </summary>
/// <param name="Name">The parameter.</param>
/// <param name="FirstOrder">The share that it explains alone, from 0 to 1.</param>
/// <param name="Total">The share in which it takes part, together with others or alone; at least <paramref name="FirstOrder"/>, up to 1.</param>
public sealed record ParameterImportance(string Name, double FirstOrder, double Total);
