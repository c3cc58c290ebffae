using System.Buffers.Text;
using System.Text;
using Polyaxon.Ci.Search.Grid;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>
/// Writes the JSON Lines of a plain grid quickly and in constant memory: every line is the same row of fixed pieces, the id, and
/// values whose JSON was encoded once. The general way gives the same bytes (a test compares them).
/// </summary>
public sealed class GridLines
{
    /// <summary>More values of one parameter than this are not encoded beforehand.</summary>
    private const int MaxValues = 100_000;

    private readonly long _total;
    private readonly byte[][][] _json;
    private readonly byte[][][] _text;
    private readonly List<Piece> _pieces = [];

    private GridLines(long total, byte[][][] json, byte[][][] text) => (_total, _json, _text) = (total, json, text);

    /// <summary>A piece of a line: fixed bytes, the id (dimension -1), or a value, as JSON or as text inside the command.</summary>
    private readonly record struct Piece(byte[]? Fixed, int Dimension, bool IsText);

    /// <summary>A writer for a grid; null when the grid is not plain enough and the general way must be taken.</summary>
    public static GridLines? Create(GridSearch search, ExperimentRenderer renderer)
    {
        var dimensions = search.Space.Dimensions;
        if (
            renderer.Segments() is not { } segments
            || search.Total > long.MaxValue
            || dimensions.Sum(dimension => (double)dimension.GridLength!.Value) > MaxValues
        )
        {
            return null;
        }

        var json = dimensions.Select(dimension => Encode(dimension, value => JsonText.Format(value))).ToArray();
        var text = dimensions.Select(dimension => Encode(dimension, value => Inner(value.ToString()))).ToArray();
        var lines = new GridLines((long)search.Total, json, text);
        lines.Compile([.. dimensions.Select(dimension => dimension.Name)], renderer, segments);
        return lines;
    }

    /// <summary>Writes the lines of some experiments.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="offset">The first experiment, from 0.</param>
    /// <param name="limit">The most lines.</param>
    public void Write(Stream output, long offset, long limit)
    {
        var end = offset + Math.Min(limit, Math.Max(_total - offset, 0));
        var digits = Digits(offset);
        var buffer = new byte[1 << 16];
        var used = 0;
        for (var number = offset; number < end; number++)
        {
            foreach (var piece in _pieces)
            {
                if (piece.Dimension < 0 && piece.Fixed is null)
                {
                    Room(output, ref buffer, ref used, 20);
                    Utf8Formatter.TryFormat(number + 1, buffer.AsSpan(used), out var written);
                    used += written;
                    continue;
                }

                var bytes = piece.Fixed ?? (piece.IsText ? _text : _json)[piece.Dimension][digits[piece.Dimension]];
                Room(output, ref buffer, ref used, bytes.Length);
                bytes.CopyTo(buffer, used);
                used += bytes.Length;
            }

            Step(digits);
        }

        output.Write(buffer, 0, used);
    }

    private static void Room(Stream output, ref byte[] buffer, ref int used, int needed)
    {
        if (used + needed <= buffer.Length)
        {
            return;
        }

        output.Write(buffer, 0, used);
        used = 0;
        buffer = needed > buffer.Length ? new byte[needed] : buffer;
    }

    private int[] Digits(long number)
    {
        var digits = new int[_json.Length];
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            number = Math.DivRem(number, _json[i].Length, out var digit);
            digits[i] = (int)digit;
        }

        return digits;
    }

    private void Step(int[] digits)
    {
        for (var i = digits.Length - 1; i >= 0 && ++digits[i] == _json[i].Length; i--)
        {
            digits[i] = 0;
        }
    }

    private void Compile(string[] names, ExperimentRenderer renderer, IEnumerable<CommandSegment> segments)
    {
        var constants = renderer.ConstantDeclarations()!;
        Fixed("{\"id\":");
        _pieces.Add(new Piece(null, -1, false));
        Fixed(",\"params\":{");
        Members(names);
        Fixed("},\"declarations\":{");
        Members(names);
        var separator = names.Length > 0 ? "," : "";
        foreach (var name in renderer.ParamNames)
        {
            Fixed($"{separator}{Quoted(name)}:{JsonText.Format(constants[name])}");
            separator = ",";
        }

        Fixed("},\"cmd\":\"");
        foreach (var segment in segments)
        {
            _pieces.Add(
                segment.Parameter < 0
                    ? new Piece(Encoding.UTF8.GetBytes(Inner(segment.Text)), 0, false)
                    : new Piece(null, segment.Parameter, true)
            );
        }

        Fixed("\"}\n");
    }

    private void Members(string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            Fixed($"{(i > 0 ? "," : "")}{Quoted(names[i])}:");
            _pieces.Add(new Piece(null, i, false));
        }
    }

    private void Fixed(string text) => _pieces.Add(new Piece(Encoding.UTF8.GetBytes(text), 0, false));

    private static byte[][] Encode(Dimension dimension, Func<Value, string> format) =>
        [
            .. Enumerable
                .Range(0, (int)dimension.GridLength!.Value)
                .Select(i => Encoding.UTF8.GetBytes(format(dimension.GridAt(i)))),
        ];

    private static string Quoted(string text)
    {
        var output = new StringBuilder();
        JsonText.AppendString(output, text);
        return output.ToString();
    }

    /// <summary>A text as it stands between the quotes of a JSON string.</summary>
    private static string Inner(string text) => Quoted(text)[1..^1];
}
