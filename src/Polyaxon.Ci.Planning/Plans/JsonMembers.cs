using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>Collects the members of a JSON object; what is null is left out.</summary>
internal sealed class JsonMembers
{
    private readonly ImmutableArray<KeyValuePair<string, Value>>.Builder _members = ImmutableArray.CreateBuilder<
        KeyValuePair<string, Value>
    >();

    public void Add(string name, Value? value)
    {
        if (value is not null)
        {
            _members.Add(KeyValuePair.Create(name, value));
        }
    }

    public void Add(string name, string? text) => Add(name, text is null ? null : Value.Of(text));

    public void Add(string name, long? number) => Add(name, number is { } given ? Value.Of(given) : null);

    public void Add(string name, double? number) => Add(name, number is { } given ? Value.Of(given) : null);

    public void Add(string name, bool flag) => Add(name, Value.Of(flag));

    public MapValue ToMap() => new(_members.ToImmutable());
}
