using System.Buffers.Binary;
using System.Text;

namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>
/// Scalars in TensorBoard event files. The file is a row of records: length (8 bytes, little endian), checksum, data, checksum;
/// the data is a protocol-buffer message <c>Event</c> with step (field 2) and summary (5), whose values (1) hold a tag (1) and a
/// number (2) or a one-element tensor (8). Checksums are not looked at: a file being written ends in half a record anyway.
/// </summary>
internal static class TensorBoardMetrics
{
    private const int MostBytes = 16 * 1024 * 1024;

    public static void Read(Stream stream, SeriesCollection series)
    {
        var header = new byte[12];
        while (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            if (length > MostBytes)
            {
                return;
            }

            var record = new byte[length + 4];
            if (stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) < record.Length)
            {
                return;
            }

            ReadEvent(record.AsSpan(0, (int)length), series);
        }
    }

    private static void ReadEvent(ReadOnlySpan<byte> message, SeriesCollection series)
    {
        long step = 0;
        for (ProtobufFields fields = new(message); fields.Next(); )
        {
            step = fields.Number == 2 ? (long)fields.Varint : step;
        }

        for (ProtobufFields fields = new(message); fields.Next(); )
        {
            if (fields.Number == 5)
            {
                for (ProtobufFields values = new(fields.Bytes); values.Next(); )
                {
                    if (values.Number == 1)
                    {
                        ReadValue(values.Bytes, step, series);
                    }
                }
            }
        }
    }

    private static void ReadValue(ReadOnlySpan<byte> message, long step, SeriesCollection series)
    {
        string? tag = null;
        double? number = null;
        for (ProtobufFields fields = new(message); fields.Next(); )
        {
            switch (fields.Number)
            {
                case 1:
                    tag = Encoding.UTF8.GetString(fields.Bytes);
                    break;
                case 2 when fields.Bytes.Length == sizeof(float):
                    number = BinaryPrimitives.ReadSingleLittleEndian(fields.Bytes);
                    break;
                case 8:
                    number = Tensor(fields.Bytes) ?? number;
                    break;
            }
        }

        if (tag is not null && number is { } value)
        {
            series.Add(tag, step, value);
        }
    }

    /// <summary>The number of a tensor with one element: type 1 is float, 2 is double; as content (4) or as values (5, 6).</summary>
    private static double? Tensor(ReadOnlySpan<byte> message)
    {
        ulong type = 0;
        double? number = null;
        for (ProtobufFields fields = new(message); fields.Next(); )
        {
            type = fields.Number == 1 ? fields.Varint : type;
            number = (fields.Number, type, fields.Bytes.Length) switch
            {
                (4 or 5, 1, sizeof(float)) => BinaryPrimitives.ReadSingleLittleEndian(fields.Bytes),
                (4 or 6, 2, sizeof(double)) => BinaryPrimitives.ReadDoubleLittleEndian(fields.Bytes),
                _ => number,
            };
        }

        return number;
    }
}
