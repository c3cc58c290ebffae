using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>bo</c>.</summary>
internal static class BayesianReader
{
    /// <summary>The most runs of a Bayesian search; the model's cost grows with them.</summary>
    private const long MostRuns = 100_000;

    /// <summary>The section; null when faulty.</summary>
    public static BayesianSection? Read(MapReader section)
    {
        section.Require("n_initial_trials", "say how many points to try first, such as 'n_initial_trials: 8'.");
        section.Require(
            "n_iterations",
            "say how many suggestions follow the initial trials, such as 'n_iterations: 24'."
        );
        var initial = section.Long("n_initial_trials", 1, MostRuns);
        var iterations = section.Long("n_iterations", 1, MostRuns);
        var metric = SearchReader.ReadMetric(section);
        var utility = section.Map("utility_function") is { } map ? ReadUtility(map) : null;
        var gain = section.Number("stop_when_gain_below");
        if (gain <= 0)
        {
            section.Diagnostics.Add(
                StructureRules.OutOfRange,
                section.Find("stop_when_gain_below")!.Span,
                "'hptuning.bo.stop_when_gain_below' must be above 0: it is a gain in units of the metric."
            );
        }

        return initial is null || iterations is null || metric is null
            ? null
            : new BayesianSection(initial.Value, iterations.Value, metric, utility, gain);
    }

    private static UtilityFunction ReadUtility(MapReader section)
    {
        section.Only(KnownFields.Utility);
        var acquisition = section.SpelledChoice("acquisition_function", "ucb", "ei", "poi") switch
        {
            "ei" => AcquisitionFunction.Ei,
            "poi" => AcquisitionFunction.Poi,
            _ => AcquisitionFunction.Ucb,
        };
        if (
            acquisition == AcquisitionFunction.Ucb
            && section.Find("acquisition_function") is { } explicitly
            && section.Find("kappa") is null
        )
        {
            section.Diagnostics.Add(SearchRules.Defaulted, explicitly.Span, "'ucb' has no 'kappa'; 2.576 is taken.");
        }

        var kappa = Positive(section, "kappa", 2.576, allowZero: true);
        var eps = Positive(section, "eps", 0.01, allowZero: true);
        var warmup = Count(section, "n_warmup", 10_000);
        var iterations = Count(section, "n_iter", 10);
        return new UtilityFunction(
            acquisition,
            kappa,
            eps,
            ReadProcess(section.Map("gaussian_process")),
            warmup,
            iterations
        );
    }

    private static GaussianProcessSettings ReadProcess(MapReader? section)
    {
        if (section is null)
        {
            return new GaussianProcessSettings(GaussianProcessKernel.Matern, 1.0, 1.5, 0);
        }

        section.Only(KnownFields.GaussianProcess);
        var kernel =
            section.SpelledChoice("kernel", "matern", "rbf") == "rbf"
                ? GaussianProcessKernel.Rbf
                : GaussianProcessKernel.Matern;
        var restarts = (int)(section.Long("n_restarts_optimizer", 0, 1000) ?? 0);
        return new GaussianProcessSettings(
            kernel,
            Positive(section, "length_scale", 1.0, false),
            Positive(section, "nu", 1.5, false),
            restarts
        );
    }

    /// <summary>Null and zero mean the default, as on the old platform.</summary>
    private static int Count(MapReader section, string key, int byDefault) =>
        (int)(section.Long(key, 0, 1_000_000) is { } count and > 0 ? count : byDefault);

    private static double Positive(MapReader section, string key, double byDefault, bool allowZero)
    {
        var value = section.Number(key) ?? byDefault;
        if (value > 0 || (allowZero && value == 0))
        {
            return value;
        }

        section.Diagnostics.Add(
            StructureRules.OutOfRange,
            section.Find(key)!.Span,
            $"'{section.Path}.{key}' must {(allowZero ? "not be below" : "be above")} 0."
        );
        return byDefault;
    }
}
