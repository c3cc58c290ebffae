namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>A field that can be asked for.</summary>
/// <param name="Name">Its name; for parameters and metrics the part before the dot.</param>
/// <param name="Kind">Which conditions it takes.</param>
/// <param name="Column">The SQL expression that holds it; empty for parameters and metrics, which have tables of their own.</param>
public sealed record QueryField(string Name, FieldKind Kind, string Column)
{
    /// <summary>Whether a name follows after a dot.</summary>
    public bool IsFamily => Kind is FieldKind.Param or FieldKind.Metric;

    /// <summary>Whether rows can be ordered by it.</summary>
    public bool IsSortable =>
        Kind is FieldKind.Id or FieldKind.Number or FieldKind.Time or FieldKind.Param or FieldKind.Metric;
}
