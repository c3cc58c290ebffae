using System.Collections.Immutable;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>Which rows are wanted, and in which order.</summary>
/// <param name="Terms">The conditions; all must hold.</param>
/// <param name="Order">The order, the first key first; rows equal in all come by ascending id.</param>
public sealed record Query(ImmutableArray<QueryTerm> Terms, ImmutableArray<SortKey> Order)
{
    /// <summary>All rows by ascending id.</summary>
    public static Query All { get; } = new([], []);
}

/// <summary>What rows are ordered by. Rows without a value come last, whichever way.</summary>
/// <param name="Field">The field.</param>
/// <param name="Member">The parameter's or metric's name; null for other fields.</param>
/// <param name="IsDescending">Whether the largest comes first.</param>
public sealed record SortKey(QueryField Field, string? Member, bool IsDescending);
