using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Matrix;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary><c>hptuning</c>: what is searched and how.</summary>
/// <param name="Matrix">The searched parameters in file order; never empty in a file, but empty for an experiment or when <c>-P</c> fixed all.</param>
/// <param name="Concurrency">How many experiments run at once; at least 1.</param>
/// <param name="Seed">The seed the file gives; null when it is derived from the matrix and search sections.</param>
/// <param name="Search">The search algorithm and its settings.</param>
/// <param name="EarlyStopping">When to stop; empty for never.</param>
public sealed record HptuningSection(
    ImmutableArray<MatrixParameter> Matrix,
    int Concurrency,
    long? Seed,
    SearchSection Search,
    ImmutableArray<EarlyStoppingItem> EarlyStopping
);
