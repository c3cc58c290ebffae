using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Tables;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>The definition table of a group, as the old platform printed it, and below it what the group will run.</summary>
internal static class DefinitionText
{
    /// <summary>The most values listed of one parameter.</summary>
    private const int MaxValues = 8;

    /// <summary>Writes table and facts.</summary>
    public static void Write(TextWriter output, Polyaxonfile file, GroupOverview overview, TextStyle style)
    {
        var hptuning = file.Hptuning;
        output.WriteLine();
        output.WriteLine(
            style.Paint(
                Colour.Yellow,
                "This polyaxon specification has experiment group with the following definition:"
            )
        );
        output.WriteLine();
        new SimpleTable(output, style).WritePairs([.. Rows(hptuning, overview)]);
        output.WriteLine();
        foreach (var dimension in overview.Space.Dimensions)
        {
            output.WriteLine(TextStyle.Safe($"{dimension.Name}: {Describe(dimension)}"));
        }

        output.WriteLine($"Space: {Amount(overview.SpaceSize, "point")}");
        WriteRuns(output, style, hptuning.Search, overview);
        output.WriteLine(
            $"Batches: {overview.Batches?.ToString(CultureInfo.InvariantCulture) ?? "not known beforehand"}"
        );
        output.WriteLine($"Seed: {overview.Seed.ToString(CultureInfo.InvariantCulture)}");
        if (overview.Estimate is { } estimate)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Estimate: {Amount(estimate.Jobs, "job")}, about {estimate.BilledMinutes} billed minutes (each job counts in whole minutes)"
                )
            );
        }
    }

    private static IEnumerable<(string, Cell)> Rows(HptuningSection hptuning, GroupOverview overview)
    {
        yield return ("Search algorithm", hptuning.Search.Algorithm);
        yield return (
            "Concurrency",
            hptuning.Concurrency == 1 ? "sequential runs" : $"{hptuning.Concurrency} concurrent runs"
        );
        yield return ("Early stopping", hptuning.EarlyStopping.IsEmpty ? "deactivated" : "activated");
        if (hptuning.Search is GridSearchSection { NExperiments: not null } or RandomSearchSection)
        {
            yield return (
                "Experiment to create",
                overview.ExperimentsToCreate!.Value.ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    private static void WriteRuns(TextWriter output, TextStyle style, SearchSection section, GroupOverview overview)
    {
        if (overview.ExperimentsToCreate is { } count)
        {
            output.WriteLine($"Runs: {Amount(count, "experiment")}");
        }
        else if (overview.TotalRuns is { } runs)
        {
            output.WriteLine($"Runs: {Amount(runs, "experiment")} in all");
        }

        if (section is HyperbandSection hyperband)
        {
            HyperbandText.Write(output, style, hyperband, overview.Rungs);
        }
    }

    private static string Describe(Dimension dimension)
    {
        var option = dimension.Parameter.Option;
        if (option is DiscreteOption discrete)
        {
            var shown = Enumerable
                .Range(0, (int)BigInteger.Min(discrete.Count, MaxValues))
                .Select(i => discrete.At(i).ToString());
            var rest = discrete.Count > MaxValues ? $", … {discrete.At(discrete.Count - 1)}" : "";
            return $"{string.Join(", ", shown)}{rest} ({option.Name}, {Amount(discrete.Count, "value")})";
        }

        if (option is PvaluesOption weighted)
        {
            var shown = weighted
                .Items.Take(MaxValues)
                .Select(item => $"{item.Value} ({NumberText.Format(NumberText.Round15(item.Probability))})");
            return $"{string.Join(", ", shown)} (pvalues)";
        }

        var distribution = (DistributionOption)option;
        return dimension.Low is null
            ? $"{(distribution.IsLog ? "e to a " : "")}normal with mean {distribution.A} and deviation {distribution.B}{Quantum(distribution)} ({option.Name})"
            : $"{dimension.Low} to {dimension.High}{Quantum(distribution)} ({option.Name})";
    }

    private static string Quantum(DistributionOption option) =>
        option.Quantum is { } quantum ? $" in steps of {quantum}" : "";

    private static string Amount(BigInteger? count, string noun) =>
        count is null
            ? "infinite"
            : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
