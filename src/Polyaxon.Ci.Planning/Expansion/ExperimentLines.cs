using System.Buffers.Text;
using System.Text;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Search.Grid;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Expansion;

/// <summary>
/// Writes the JSON Lines of a grid or random search quickly and in constant memory: every line is the same row of fixed pieces, the
/// id, and values, whose JSON is encoded once where they are few. The general way gives the same bytes (a test compares them).
/// </summary>
public sealed class ExperimentLines
{
    private readonly NumberedSearch _search;
    private readonly List<Piece> _pieces = [];

    private ExperimentLines(NumberedSearch search) => _search = search;

    /// <summary>A piece of a line: fixed bytes, the id (dimension -1), or a value, as JSON or as text inside the command.</summary>
    private readonly record struct Piece(byte[]? Fixed, int Dimension, bool IsText);

    /// <summary>A writer of a search's lines; null when its templates are not plain enough and the general way must be taken.</summary>
    public static ExperimentLines? Create(NumberedSearch search, ExperimentRenderer renderer)
    {
        if (renderer.Segments() is not { } segments)
        {
            return null;
        }

        var lines = new ExperimentLines(search);
        lines.Compile([.. search.Space.Dimensions.Select(dimension => dimension.Name)], renderer, segments);
        return lines;
    }

    /// <summary>Writes the lines of some experiments and answers how many there were.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="offset">The first experiment, from 0.</param>
    /// <param name="limit">The most lines.</param>
    public long Write(Stream output, long offset, long limit)
    {
        using var values = ValuesFrom(offset);
        Piece[] pieces = [.. _pieces];
        var buffer = new byte[1 << 16];
        var used = 0;
        var written = 0L;
        while (written < limit && values.MoveNext())
        {
            written++;
            foreach (var piece in pieces)
            {
                if (piece.Dimension < 0)
                {
                    Room(output, ref buffer, ref used, 20);
                    Utf8Formatter.TryFormat(offset + written, buffer.AsSpan(used), out var length);
                    used += length;
                    continue;
                }

                var bytes = piece.Fixed ?? (piece.IsText ? values.Text : values.Json)[piece.Dimension];
                Room(output, ref buffer, ref used, bytes.Length);
                bytes.CopyTo(buffer, used);
                used += bytes.Length;
            }
        }

        output.Write(buffer, 0, used);
        return written;
    }

    private LineValues ValuesFrom(long offset) =>
        _search is GridSearch grid && GridLineValues.Fits(grid)
            ? new GridLineValues(grid, offset)
            : new PointLineValues(_search, offset);

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
            Fixed($"{separator}{JsonText.Quote(name)}:{JsonText.Format(constants[name])}");
            separator = ",";
        }

        Fixed("},\"cmd\":\"");
        foreach (var segment in segments)
        {
            if (segment.Parameter < 0)
            {
                Fixed(JsonText.Quote(segment.Text)[1..^1]);
            }
            else
            {
                _pieces.Add(new Piece(null, segment.Parameter, true));
            }
        }

        Fixed("\"}\n");
    }

    private void Members(string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            Fixed($"{(i > 0 ? "," : "")}{JsonText.Quote(names[i])}:");
            _pieces.Add(new Piece(null, i, false));
        }
    }

    /// <summary>Adds fixed text, to the piece before it where that is fixed too: fewer pieces are written sooner.</summary>
    private void Fixed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (_pieces is [.., { Fixed: { } before }])
        {
            _pieces[^1] = new Piece([.. before, .. bytes], 0, false);
        }
        else if (bytes.Length > 0)
        {
            _pieces.Add(new Piece(bytes, 0, false));
        }
    }
}
