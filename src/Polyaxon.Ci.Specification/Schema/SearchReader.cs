using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Documents;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads the search section of <c>hptuning</c>.</summary>
internal static class SearchReader
{
    /// <summary>The search; null when faulty. No section at all is grid search.</summary>
    public static SearchSection? Read(MapReader hptuning)
    {
        var given = hptuning
            .Node.Entries.Where(entry => OneOfGroups.Searches.Contains(entry.Key.Text) && !entry.Value.IsNull)
            .ToList();
        if (given.Count > 1)
        {
            hptuning.Diagnostics.Add(
                SearchRules.SeveralSearches,
                given[1].Key.Span,
                $"'{given[0].Key.Text}' and '{given[1].Key.Text}' exclude each other; keep one search algorithm."
            );
            return null;
        }

        if (given.Count == 0)
        {
            return new GridSearchSection(null);
        }

        var section = hptuning.Map(given[0].Key.Text);
        return section is null
            ? null
            : given[0].Key.Text switch
            {
                "grid_search" => new GridSearchSection(section.Only(["n_experiments"]).Integer("n_experiments", 1)),
                "random_search" => ReadRandom(section.Only(["n_experiments"])),
                "hyperband" => ReadHyperband(section.Only(KnownFields.Hyperband)),
                _ => BayesianReader.Read(section.Only(KnownFields.Bayesian)),
            };
    }

    /// <summary>Reads a <c>metric</c> mapping; reported when absent.</summary>
    public static MetricGoal? ReadMetric(MapReader section)
    {
        if (
            section.Require("metric", "write 'metric: {name: loss, optimization: minimize}'.") is null
            || section.Map("metric") is not { } metric
        )
        {
            return null;
        }

        metric.Only(["name", "optimization"]);
        metric.Require("name", "name the metric that ranks the experiments.");
        return metric.Text("name") is { } name ? new MetricGoal(name.Text, ReadOptimization(metric)) : null;
    }

    /// <summary>The direction of a metric; maximize when not given, as on the old platform.</summary>
    public static Optimization ReadOptimization(MapReader section) =>
        section.SpelledChoice("optimization", "maximize", "minimize") == "minimize"
            ? Optimization.Minimize
            : Optimization.Maximize;

    private static RandomSearchSection? ReadRandom(MapReader section)
    {
        section.Require("n_experiments", "say how many points to draw, such as 'n_experiments: 10'.");
        return section.Integer("n_experiments", 1) is { } count ? new RandomSearchSection(count) : null;
    }

    private static HyperbandSection? ReadHyperband(MapReader section)
    {
        var key =
            section.Find("max_iter") is null && section.Find("max_iterations") is not null
                ? "max_iterations"
                : "max_iter";
        if (key == "max_iterations")
        {
            section.Diagnostics.Add(
                StructureRules.OldSpelling,
                section.Node.Find(key)!.Key.Span,
                "'max_iterations' is the spelling of later versions; in version 1 it is 'max_iter'."
            );
        }

        section.Require(key, "give the most resource one experiment gets, such as 'max_iter: 81'.");
        section.Require("eta", "give the share kept from rung to rung, such as 'eta: 3'.");
        section.Require(
            "resource",
            "name the parameter that carries the resource, such as 'resource: {name: num_epochs, type: int}'."
        );
        var maxIter = section.Long(key, 1, 1_000_000_000);
        var eta = section.Number("eta");
        if (eta <= 1)
        {
            section.Diagnostics.Add(
                StructureRules.OutOfRange,
                section.Find("eta")!.Span,
                "'hptuning.hyperband.eta' must be above 1: one in eta experiments is kept."
            );
            eta = null;
        }

        var resource = ReadResource(section);
        var metric = ReadMetric(section);
        var resume = section.Boolean("resume") ?? false;
        var sampler = section.Choice("sampler", "random", "bo") == "bo" ? HyperbandSampler.Bo : HyperbandSampler.Random;
        return maxIter is null || eta is null || resource is null || metric is null
            ? null
            : new HyperbandSection(maxIter.Value, eta.Value, resource, metric, resume, sampler);
    }

    private static HyperbandResource? ReadResource(MapReader section)
    {
        if (section.Map("resource") is not { } resource)
        {
            return null;
        }

        resource.Only(["name", "type"]).Require("name", "name the parameter that carries the resource.");
        var type = resource.SpelledChoice("type", "int", "float");
        return resource.Text("name") is { } name ? new HyperbandResource(name.Text, type == "int") : null;
    }
}
