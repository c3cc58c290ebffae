using System.Collections.Frozen;

namespace Polyaxon.Ci.Specification.Documents;

/// <summary>The places of the format where exactly one of several keys is chosen.</summary>
public static class OneOfGroups
{
    /// <summary>The search algorithms of <c>hptuning</c>.</summary>
    public static FrozenSet<string> Searches { get; } = Set("grid_search", "random_search", "hyperband", "bo");

    /// <summary>The options of a matrix entry.</summary>
    public static FrozenSet<string> MatrixOptions { get; } =
        Set(
            "values",
            "pvalues",
            "range",
            "linspace",
            "logspace",
            "geomspace",
            "uniform",
            "quniform",
            "loguniform",
            "qloguniform",
            "normal",
            "qnormal",
            "lognormal",
            "qlognormal"
        );

    /// <summary>The sources of the image in <c>build</c>.</summary>
    public static FrozenSet<string> ImageSources { get; } = Set("image", "dockerfile", "ref");

    /// <summary>The keys that exclude each other in the mapping at a path; empty where nothing does.</summary>
    public static FrozenSet<string> At(IReadOnlyList<string> path) =>
        path switch
        {
            ["hptuning"] => Searches,
            ["build"] => ImageSources,
            ["hptuning", "matrix", _] => MatrixOptions,
            _ => [],
        };

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
