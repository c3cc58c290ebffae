namespace Polyaxon.Ci.Sweeps.Metrics;

/// <summary>Walks over the fields of a protocol-buffer message; ends early, without a fault, where the bytes make no sense.</summary>
internal ref struct ProtobufFields(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field's number.</summary>
    public int Number { get; private set; }

    /// <summary>The value of a varint field; else 0.</summary>
    public ulong Varint { get; private set; }

    /// <summary>The bytes of a field with a length or of fixed size; else empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        Varint = 0;
        Bytes = default;
        if (_rest.IsEmpty || !TryVarint(out var key))
        {
            return false;
        }

        Number = (int)(key >> 3);
        ulong value = 0;
        switch (key & 7)
        {
            case 0:
                var read = TryVarint(out value);
                Varint = value;
                return read;
            case 1:
                return Take(8);
            case 2:
                return TryVarint(out value) && Take(value);
            case 5:
                return Take(4);
            default:
                return false;
        }
    }

    private bool Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            return false;
        }

        Bytes = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return true;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, _rest.Length); i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
