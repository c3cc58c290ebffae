using System.Numerics;
using Polyaxon.Ci.Search.Grid;
using Polyaxon.Ci.Search.Space;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>A grid's values: all of them are encoded beforehand, and from one experiment to the next only the digits that turn are set.</summary>
internal sealed class GridLineValues : LineValues
{
    /// <summary>More values than this are not encoded beforehand.</summary>
    private const int MaxValues = 100_000;

    private readonly (byte[] Json, byte[] Text)[][] _tables;
    private readonly int[] _digits;
    private long _left;
    private bool _isFirst = true;

    /// <summary>The values from an experiment on, counted from 0.</summary>
    public GridLineValues(GridSearch search, long offset)
        : base(search.Space.Dimensions.Length)
    {
        _tables = [.. search.Space.Dimensions.Select(Table)];
        _digits = new int[_tables.Length];
        _left = Math.Max((long)search.Total - offset, 0);
        for (var i = _digits.Length - 1; i >= 0; i--)
        {
            offset = Math.DivRem(offset, _tables[i].Length, out var digit);
            _digits[i] = (int)digit;
            Set(i);
        }
    }

    /// <summary>Whether a grid's values are few enough.</summary>
    public static bool Fits(GridSearch search) =>
        search.Total <= long.MaxValue
        && search.Space.Dimensions.Aggregate(BigInteger.Zero, (sum, one) => sum + one.GridLength!.Value) <= MaxValues;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        if (_isFirst)
        {
            _isFirst = false;
            return true;
        }

        for (var i = _digits.Length - 1; i >= 0; i--)
        {
            var isOver = ++_digits[i] == _tables[i].Length;
            _digits[i] = isOver ? 0 : _digits[i];
            Set(i);
            if (!isOver)
            {
                break;
            }
        }

        return true;
    }

    private void Set(int dimension) => (Json[dimension], Text[dimension]) = _tables[dimension][_digits[dimension]];

    private static (byte[] Json, byte[] Text)[] Table(Dimension dimension) =>
        [.. Enumerable.Range(0, (int)dimension.GridLength!.Value).Select(i => Encode(dimension.GridAt(i)))];
}
