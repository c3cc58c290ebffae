namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>A state of a workflow.</summary>
/// <param name="Fields">Its columns.</param>
internal sealed record ConditionRow(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The answer.</summary>
    public bool Runs => Fields["runs"] == "yes";

    /// <summary>What success(), failure() and cancelled() answer.</summary>
    public string State =>
        Fields.TryGetValue("state", out var state) ? state
        : Fields["cancelled"] == "yes" ? "cancelled"
        : "success";

    /// <summary>A column; <c>-</c> stands for an empty text.</summary>
    public string this[string column] => Fields[column] is "-" ? "" : Fields[column];

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Fields.Select(field => $"{field.Key}={field.Value}"));
}
