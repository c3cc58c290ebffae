using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>A legal point and where it stands for each model.</summary>
internal sealed class Candidate(ImmutableArray<Value> values, double[] coordinates)
{
    /// <summary>The values.</summary>
    public ImmutableArray<Value> Values { get; } = values;

    /// <summary>The model's coordinates of the values.</summary>
    public double[] Coordinates { get; } = coordinates;

    /// <summary>Each model's column of the point; grows with the fantasies.</summary>
    public List<double>[]? Columns { get; set; }
}
