using System.Collections.Immutable;

namespace Polyaxon.Ci.Planning.Analysis;

/// <summary>A table whose drawing is left to whoever shows it: a terminal, a job summary.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Headers">The column headers.</param>
/// <param name="Rows">The cells; names and values are as in the file and may hold anything.</param>
public sealed record AnalysisTable(
    string Title,
    ImmutableArray<string> Headers,
    ImmutableArray<ImmutableArray<string>> Rows
);
