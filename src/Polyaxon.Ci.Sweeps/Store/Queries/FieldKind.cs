namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>Which conditions a field takes.</summary>
public enum FieldKind
{
    /// <summary>A text that is equal or in a list.</summary>
    Value,

    /// <summary>A running number that is equal or in a list.</summary>
    Id,

    /// <summary>A status, which must be one that exists.</summary>
    Status,

    /// <summary>A number: equality and comparisons.</summary>
    Number,

    /// <summary>A time: equality, comparisons and ranges.</summary>
    Time,

    /// <summary>A text that is equal, in a list, or matches a pattern.</summary>
    Text,

    /// <summary>A list of texts that contains one of those given.</summary>
    Tags,

    /// <summary>A parameter, <c>params.NAME</c>: as a value, and as a number with ranges where it is one.</summary>
    Param,

    /// <summary>The last value of a metric, <c>metrics.NAME</c>: as a number.</summary>
    Metric,

    /// <summary>True or false.</summary>
    Flag,
}
