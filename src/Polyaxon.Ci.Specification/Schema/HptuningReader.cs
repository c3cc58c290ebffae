using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Matrix;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>hptuning</c>.</summary>
internal static class HptuningReader
{
    /// <summary>The section; null when faulty.</summary>
    /// <param name="root">The document.</param>
    /// <param name="fixedNames">Matrix parameters that <c>-P</c> fixed.</param>
    public static HptuningSection? Read(MapReader root, IReadOnlySet<string> fixedNames)
    {
        root.Require("hptuning", "a group needs it; add 'hptuning:' with a 'matrix:' of parameters to try.");
        if (root.Map("hptuning") is not { } section)
        {
            return null;
        }

        section.Only(KnownFields.Hptuning);
        var matrix = ReadMatrix(section);
        matrix = [.. matrix.Where(parameter => !fixedNames.Contains(parameter.Name))];
        var search = SearchReader.Read(section);
        var concurrency = section.Find("concurrency") is null ? 1 : section.Long("concurrency", 1, int.MaxValue);
        var seed = section.Long("seed", long.MinValue, long.MaxValue);
        var stopping = EarlyStoppingReader.Read(section);
        if (search is GridSearchSection)
        {
            RefuseDistributions(section, matrix);
        }

        return search is null || concurrency is null
            ? null
            : Checked(section, new HptuningSection(matrix, (int)concurrency, seed, search, stopping));
    }

    private static ImmutableArray<MatrixParameter> ReadMatrix(MapReader section)
    {
        var matrix = section.Map("matrix");
        if (matrix is null || matrix.Node.Entries.IsEmpty)
        {
            if (section.Find("matrix") is null or Text.MappingNode)
            {
                var span = section.Node.Find("matrix")?.Key.Span ?? MapReader.HeadOf(section.Node.Span);
                section.Diagnostics.Add(
                    StructureRules.NoMatrix,
                    span,
                    "'hptuning' has no matrix; add one, such as 'matrix: {lr: {values: [0.1, 0.01]}}'."
                );
            }

            return [];
        }

        return MatrixReader.Read(matrix.Node, section.Diagnostics);
    }

    private static void RefuseDistributions(MapReader section, ImmutableArray<MatrixParameter> matrix)
    {
        foreach (var parameter in matrix.Where(parameter => parameter.Option is not DiscreteOption))
        {
            section.Diagnostics.Add(
                MatrixRules.DistributionWithGrid,
                parameter.Span,
                $"A grid cannot run through '{parameter.Name}': {parameter.Option.Name} is a distribution. Use random_search, hyperband or bo, or list its values."
            );
        }
    }

    private static HptuningSection Checked(MapReader section, HptuningSection hptuning)
    {
        if (
            hptuning.Search is HyperbandSection { Resource.Name: var name }
            && hptuning.Matrix.FirstOrDefault(parameter => parameter.Name == name) is { } clash
        )
        {
            section.Diagnostics.Add(
                SearchRules.ResourceClash,
                clash.Span,
                $"'{name}' is the resource of hyperband, which sets it; take it out of the matrix."
            );
        }

        if (hptuning.Search is GridSearchSection or RandomSearchSection && SpaceOf(hptuning) is { } space)
        {
            CheckAmounts(section, hptuning, space);
        }

        return hptuning;
    }

    /// <summary>How many experiments there can be: a grid runs repeated values again, random search draws each point once.</summary>
    private static BigInteger? SpaceOf(HptuningSection hptuning) =>
        hptuning.Matrix.Aggregate(
            (BigInteger?)BigInteger.One,
            (product, parameter) =>
                product
                * (
                    hptuning.Search is GridSearchSection
                        ? (parameter.Option as DiscreteOption)?.Count
                        : parameter.Option.DrawableCount
                )
        );

    private static void CheckAmounts(MapReader section, HptuningSection hptuning, BigInteger space)
    {
        var asked =
            (hptuning.Search as GridSearchSection)?.NExperiments
            ?? (hptuning.Search as RandomSearchSection)?.NExperiments;
        if (asked > space)
        {
            var field = section
                .Map(hptuning.Search is GridSearchSection ? "grid_search" : "random_search")!
                .Find("n_experiments")!;
            section.Diagnostics.Add(
                SearchRules.MoreThanSpace,
                field.Span,
                $"{asked} experiments are asked for, but the matrix has only {space}{(hptuning.Search is RandomSearchSection ? " different points" : "")}; {space} will run."
            );
        }

        var runs = asked < space ? asked.Value : space;
        if (hptuning.Concurrency > runs && section.Find("concurrency") is { } concurrency)
        {
            section.Diagnostics.Add(
                SearchRules.Concurrency,
                concurrency.Span,
                $"{hptuning.Concurrency} experiments may run at once, but there are only {runs}."
            );
        }
    }
}
