using System.Globalization;
using Polyaxon.Ci.Search.Bayesian;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>Points of the unit cube that fill it evenly: a scrambled Sobol sequence, and random numbers beyond its dimensions.</summary>
internal sealed class QuasiRandomPoints
{
    private readonly SobolSequence _sequence;
    private readonly CounterRandom[] _rest;
    private readonly int _dimensions;

    /// <summary>The points of a seed and a name.</summary>
    public QuasiRandomPoints(int dimensions, long seed, string name)
    {
        _dimensions = dimensions;
        _sequence = new SobolSequence(Math.Min(dimensions, SobolDirections.Count), seed, name);
        _rest = new CounterRandom[Math.Max(0, dimensions - SobolDirections.Count)];
        for (var d = 0; d < _rest.Length; d++)
        {
            _rest[d] = new CounterRandom(seed, string.Create(CultureInfo.InvariantCulture, $"{name}/rest {d}"));
        }
    }

    /// <summary>A point, by its number from 0; a new array each time.</summary>
    public double[] At(int number)
    {
        var point = new double[_dimensions];
        for (var d = 0; d < point.Length; d++)
        {
            point[d] =
                d < SobolDirections.Count
                    ? _sequence.At(number, d)
                    : _rest[d - SobolDirections.Count].Unit((ulong)number);
        }

        return point;
    }
}
