using System.Collections.Immutable;
using System.Text.Json;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Results;

/// <summary>Reads the members of a JSON object strictly: what is not there or not of its kind is a fault that names the member.</summary>
/// <remarks>Files that travel through CI come from anywhere; nothing of them is taken on trust.</remarks>
internal readonly struct JsonFields
{
    private const int MostDepth = 64;
    private readonly JsonElement _object;
    private readonly string _path;

    /// <summary>The members of an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="path">Its name in faults; empty for the whole file.</param>
    /// <exception cref="FormatException">It is no object.</exception>
    public JsonFields(JsonElement element, string path)
    {
        (_object, _path) = (element, path);
        Require(element.ValueKind == JsonValueKind.Object, "", "an object");
    }

    /// <summary>Reads a whole text as an object; null and the reason when it is none, or not what is read from it.</summary>
    public static T? Parse<T>(ReadOnlyMemory<byte> text, Func<JsonFields, T> read, out string? fault)
        where T : class
    {
        try
        {
            fault = null;
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MostDepth });
            return read(new JsonFields(document.RootElement, ""));
        }
        catch (JsonException)
        {
            fault = "It is not JSON, or was cut off.";
            return null;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            fault = e.Message;
            return null;
        }
    }

    /// <summary>A text.</summary>
    public string Text(string name) => OptionalText(name) ?? throw Fault(name, "a text");

    /// <summary>A text; null when it is absent or null.</summary>
    public string? OptionalText(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        Require(value.ValueKind == JsonValueKind.String, name, "a text");
        return value.GetString();
    }

    /// <summary>A whole number in a range.</summary>
    public long Integer(string name, long least, long most = long.MaxValue) =>
        OptionalInteger(name, least, most) ?? throw Fault(name, "a whole number");

    /// <summary>A whole number in a range; null when it is absent or null.</summary>
    public long? OptionalInteger(string name, long least, long most = long.MaxValue)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var number = 0L;
        Require(
            value.ValueKind == JsonValueKind.Number
                && value.TryGetInt64(out number)
                && number >= least
                && number <= most,
            name,
            $"a whole number from {least}"
        );
        return number;
    }

    /// <summary>A 32-bit whole number in a range; null when it is absent or null.</summary>
    public int? OptionalInt(string name, int least) => (int?)OptionalInteger(name, least, int.MaxValue);

    /// <summary>A finite number; null when it is absent or null.</summary>
    public double? OptionalNumber(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var number = 0.0;
        Require(
            value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsFinite(number),
            name,
            "a finite number"
        );
        return number;
    }

    /// <summary>A boolean; false when it is absent or null.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
        {
            return false;
        }

        Require(value.ValueKind is JsonValueKind.True or JsonValueKind.False, name, "true or false");
        return value.GetBoolean();
    }

    /// <summary>A time; null when it is absent or null.</summary>
    public DateTimeOffset? OptionalTime(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var time = default(DateTimeOffset);
        Require(value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out time), name, "a time");
        return time;
    }

    /// <summary>Any value; null when it is absent or null.</summary>
    public Value? OptionalValue(string name) => Find(name) is { } value ? JsonReading.ToValue(value) : null;

    /// <summary>The entries of an object, each name once; empty when it is absent or null.</summary>
    public ImmutableArray<KeyValuePair<string, Value>> Entries(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        Require(value.ValueKind == JsonValueKind.Object, name, "an object");
        var entries = ((MapValue)JsonReading.ToValue(value)).Entries;
        Require(AreDistinct(entries.AsSpan()), name, "an object of distinct names");
        return entries;
    }

    private static bool AreDistinct(ReadOnlySpan<KeyValuePair<string, Value>> entries)
    {
        const int Few = 16;
        if (entries.Length > Few)
        {
            return new HashSet<string>(entries.ToArray().Select(entry => entry.Key)).Count == entries.Length;
        }

        for (var i = 1; i < entries.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (entries[i].Key == entries[j].Key)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The members of an object; none when it is absent or null.</summary>
    public IEnumerable<JsonProperty> Members(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        Require(value.ValueKind == JsonValueKind.Object, name, "an object");
        return value.EnumerateObject();
    }

    /// <summary>The items of a list; none when it is absent or null.</summary>
    public IEnumerable<JsonElement> Items(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        Require(value.ValueKind == JsonValueKind.Array, name, "a list");
        return value.EnumerateArray();
    }

    /// <summary>The texts of a list; none when it is absent or null.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(name))
        {
            Require(item.ValueKind == JsonValueKind.String, name, "a list of texts");
            texts.Add(item.GetString()!);
        }

        return texts.ToImmutable();
    }

    /// <summary>An object inside; null when it is absent or null.</summary>
    public JsonFields? OptionalObject(string name) =>
        Find(name) is { } value ? new JsonFields(value, PathTo(name)) : null;

    /// <summary>A fault of a member.</summary>
    public FormatException Fault(string name, string expected) => new($"'{PathTo(name)}' is not {expected}.");

    private JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private void Require(bool condition, string name, string expected)
    {
        if (!condition)
        {
            throw Fault(name, expected);
        }
    }

    private string PathTo(string name) =>
        _path.Length == 0 ? (name.Length == 0 ? "the file" : name)
        : name.Length == 0 ? _path
        : $"{_path}.{name}";
}
