using System.Numerics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Matrix;

/// <summary>The shape of a distribution before exp and rounding.</summary>
public enum DistributionShape
{
    /// <summary>Uniform on [A, B).</summary>
    Uniform,

    /// <summary>Normal with mean A and standard deviation B.</summary>
    Normal,
}

/// <summary>
/// One of the eight distributions: <c>[q][log](uniform|normal)</c>. With x drawn from the shape, the value is x, or e^x when
/// <paramref name="IsLog"/>, rounded half to even to a multiple of <paramref name="Quantum"/> when there is one
/// (and clamped to the bounds when the shape has them).
/// </summary>
/// <param name="Name">The option's name.</param>
/// <param name="Shape">Uniform or normal.</param>
/// <param name="IsLog">Whether the value is the exponential of what is drawn; bounds are natural-log exponents then.</param>
/// <param name="A">low, or loc.</param>
/// <param name="B">high, or scale.</param>
/// <param name="Quantum">q; null for the continuous four.</param>
public sealed record DistributionOption(
    string Name,
    DistributionShape Shape,
    bool IsLog,
    ExactDecimal A,
    ExactDecimal B,
    ExactDecimal? Quantum
) : MatrixOption(Name)
{
    /// <summary>The multiples of <see cref="Quantum"/> that can be drawn; null for the continuous four.</summary>
    public Lattice? Lattice { get; } = Quantum is { } quantum ? Matrix.Lattice.Of(Shape, IsLog, A, B, quantum) : null;

    /// <inheritdoc/>
    public override BigInteger? DistinctCount => Shape == DistributionShape.Normal ? null : Lattice?.Count;

    /// <inheritdoc/>
    public override BigInteger? DrawableCount => Lattice?.Count;
}
