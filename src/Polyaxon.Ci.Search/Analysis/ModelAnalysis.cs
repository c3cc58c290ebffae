using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>What a model of the objective has learnt from the results of a group, whatever search made them.</summary>
public sealed record ModelAnalysis
{
    /// <summary>The objective.</summary>
    public required MetricGoal Goal { get; init; }

    /// <summary>How many results the model knows.</summary>
    public required int Results { get; init; }

    /// <summary>The level of Hyperband's resource whose results are modelled; null elsewhere.</summary>
    public required Value? Resource { get; init; }

    /// <summary>Each parameter's importance, the most important first.</summary>
    public required ImmutableArray<ParameterImportance> Importance { get; init; }

    /// <summary>The objective along each parameter, in the order of the matrix.</summary>
    public required ImmutableArray<PartialDependence> Dependence { get; init; }

    /// <summary>How many experiments another batch would have; fewer than asked when the space has no more, 0 when it is exhausted.</summary>
    public required int NextBatch { get; init; }

    /// <summary>By how much another batch is expected to improve on the best, in units of the objective; at least 0.</summary>
    public required double ExpectedGain { get; init; }
}
