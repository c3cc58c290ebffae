namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Sobol's sequence with the direction numbers of Joe and Kuo ("Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30, 2008; table new-joe-kuo-6.21201, https://web.maths.unsw.edu.au/~fkuo/sobol/), scrambled by a random linear
/// matrix and a digital shift (Matoušek, "On the L2-discrepancy for anchored boxes", J. Complexity 14, 1998): any 2^k points in a row from
/// the start still have one in each of 2^k equal parts of every axis. Beyond the table's dimensions coordinates are independent random numbers.
/// </summary>
internal sealed class SobolSequence
{
    private const int Bits = 32;
    private readonly uint[][] _directions;
    private readonly CounterRandom[] _streams;

    /// <summary>A scrambled sequence of some dimensions; the stream decides the scrambling.</summary>
    public SobolSequence(int dimensions, long seed, string name)
    {
        _directions = new uint[Math.Min(dimensions, SobolDirections.Count)][];
        _streams = new CounterRandom[dimensions];
        for (var d = 0; d < dimensions; d++)
        {
            _streams[d] = new CounterRandom(seed, FormattableString.Invariant($"{name}/{d}"));
            if (d < _directions.Length)
            {
                _directions[d] = Scrambled(Directions(d), _streams[d]);
            }
        }
    }

    /// <summary>A coordinate of a point, in [0, 1).</summary>
    public double At(int point, int dimension)
    {
        if (dimension >= _directions.Length)
        {
            return _streams[dimension].Unit((ulong)point);
        }

        var bits = (uint)(_streams[dimension].Bits(0) >> 32);
        for (var i = 0; i < Bits && point >> i != 0; i++)
        {
            if (((point >> i) & 1) != 0)
            {
                bits ^= _directions[dimension][i];
            }
        }

        return (bits + 0.5) / 4294967296.0;
    }

    /// <summary>The direction numbers of an axis, as binary fractions.</summary>
    private static uint[] Directions(int d)
    {
        var directions = new uint[Bits];
        if (d == 0)
        {
            for (var i = 0; i < Bits; i++)
            {
                directions[i] = 1u << (Bits - 1 - i);
            }

            return directions;
        }

        var (polynomial, initial) = SobolDirections.Of(d);
        var degree = initial.Length;
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = (uint)initial[i] << (Bits - 1 - i);
                continue;
            }

            // v(i) = a1·v(i−1) ^ … ^ a(s−1)·v(i−s+1) ^ v(i−s) ^ v(i−s)/2^s, with a the polynomial's inner coefficients.
            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
            {
                if (((polynomial >> (degree - k)) & 1) != 0)
                {
                    directions[i] ^= directions[i - k];
                }
            }
        }

        return directions;
    }

    /// <summary>Multiplies by a random lower triangular matrix with ones on its diagonal: each digit is mixed with those before it.</summary>
    private static uint[] Scrambled(uint[] directions, CounterRandom stream)
    {
        var rows = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            var diagonal = 1u << (Bits - 1 - i);
            var before = ~((diagonal << 1) - 1);
            rows[i] = diagonal | ((uint)(stream.Bits((ulong)i + 1) >> 32) & (i == 0 ? 0 : before));
        }

        var scrambled = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            for (var digit = 0; digit < Bits; digit++)
            {
                var parity = (uint)System.Numerics.BitOperations.PopCount(rows[digit] & directions[i]) & 1;
                scrambled[i] |= parity << (Bits - 1 - digit);
            }
        }

        return scrambled;
    }
}
