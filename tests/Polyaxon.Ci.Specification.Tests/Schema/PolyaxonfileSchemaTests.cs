using System.Text.Json;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Specification.Tests.Schema;

public class PolyaxonfileSchemaTests
{
    public static TheoryData<string, IReadOnlyList<string>> Sections { get; } =
        new()
        {
            { "", KnownFields.Root },
            { "hptuning", KnownFields.Hptuning },
            { "hptuning.hyperband", KnownFields.Hyperband },
            { "hptuning.bo", KnownFields.Bayesian },
            { "hptuning.bo.utility_function", KnownFields.Utility },
            { "hptuning.bo.utility_function.gaussian_process", KnownFields.GaussianProcess },
            { "hptuning.early_stopping.[]", KnownFields.EarlyStopping },
            { "hptuning.early_stopping.[].policy", KnownFields.Policy },
            { "build", KnownFields.Build },
            { "environment", KnownFields.Environment },
            { "inputs.[]", KnownFields.Input },
            { "outputs.[]", KnownFields.Input },
        };

    [Theory]
    [MemberData(nameof(Sections), DisableDiscoveryEnumeration = true)]
    public void The_schema_knows_the_fields_that_the_reader_knows(string path, IReadOnlyList<string> fields)
    {
        using var schema = JsonDocument.Parse(PolyaxonfileSchema.Text);
        var section = schema.RootElement;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            section = step == "[]" ? section.GetProperty("items") : section.GetProperty("properties").GetProperty(step);
        }

        var known = section.GetProperty("properties").EnumerateObject().Select(property => property.Name);
        Assert.Equal(fields.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.False(section.GetProperty("additionalProperties").GetBoolean());
    }
}
