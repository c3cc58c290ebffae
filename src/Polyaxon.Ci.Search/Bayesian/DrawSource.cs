using Polyaxon.Ci.Search.Numerics;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>Numbers of one stream, one after another.</summary>
internal sealed class DrawSource(long seed, string name)
{
    private readonly CounterRandom _stream = new(seed, name);
    private ulong _draw;

    /// <summary>A number in [0, 1).</summary>
    public double Next() => _stream.Unit(_draw++);

    /// <summary>A standard normal number.</summary>
    public double NextNormal() => StandardNormal.Quantile(Math.Clamp(Next(), 1e-15, 1 - 1e-15));

    /// <summary>A whole number below a count.</summary>
    public int NextBelow(int count) => Math.Min((int)(Next() * count), count - 1);
}
