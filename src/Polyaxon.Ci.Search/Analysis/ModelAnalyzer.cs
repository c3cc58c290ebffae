using System.Collections.Immutable;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>
/// Asks a model what it has learnt from a group's results. A pure function of the history: the order of arrival does not matter, and the
/// same results give the same numbers.
/// </summary>
public static class ModelAnalyzer
{
    /// <summary>With fewer results than this, and than there are parameters and two more, a model would be guessing.</summary>
    private const int LeastResults = 5;

    private const string Purpose = "analysis";

    /// <summary>
    /// The analysis of a group; null when there are too few results (see <see cref="Needed"/>) or nothing is searched. Of Hyperband's results
    /// those of one level of the resource are modelled: the highest that has enough.
    /// </summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="history">What is known.</param>
    /// <param name="goal">The objective.</param>
    /// <param name="batch">How many experiments another batch would have; at least 1.</param>
    /// <param name="seed">The seed of the search.</param>
    public static ModelAnalysis? Of(HptuningSection hptuning, History history, MetricGoal goal, int batch, long seed)
    {
        var space = new ModelSpace(SearchSpace.Of(hptuning.Matrix));
        var modelled = Modelled(hptuning, history, goal);
        var evidence = Evidence.Of(modelled, space, goal);
        if (
            evidence.Count(item => item.Kind == EvidenceKind.Result) < Needed(hptuning)
            || SurrogateModel.Fit(space, evidence, null, seed, Purpose) is not { } model
        )
        {
            return null;
        }

        var points = BayesianSampler.Suggest(space, history.Observations, evidence, null, batch, seed, Purpose);
        var coordinates = points.Select(space.CoordinatesOf).OfType<double[]>().ToList();
        var pending = evidence.Where(item => item.Kind == EvidenceKind.Pending).Select(item => item.Point).ToList();
        return new ModelAnalysis
        {
            Goal = goal,
            Results = evidence.Count(item => item.Kind == EvidenceKind.Result),
            Resource = hptuning.Search is HyperbandSection ? modelled[0].Resource : null,
            Importance = Importance(model),
            Dependence = new DependenceCurves(model, goal.Optimization).All(),
            NextBatch = points.Count,
            ExpectedGain = BatchGain.Of(model, pending, coordinates),
        };
    }

    /// <summary>How many results an analysis needs: one more than twice the number of parameters would be better, this is the least.</summary>
    public static int Needed(HptuningSection hptuning) =>
        hptuning.Matrix.IsEmpty ? int.MaxValue : Math.Max(LeastResults, hptuning.Matrix.Length + 2);

    private static List<Observation> Modelled(HptuningSection hptuning, History history, MetricGoal goal) =>
        hptuning.Search is HyperbandSection hyperband
            ? new RungObservations(hyperband, history).HighestLevel(goal, Needed(hptuning), int.MaxValue)
            : [.. history.Observations];

    private static ImmutableArray<ParameterImportance> Importance(SurrogateModel model)
    {
        var axes = model.Space.Axes;
        var indices = SensitivityIndices.Of(
            point => model.Mean([.. point.Select((u, d) => axes[d].At(u))]),
            axes.Length,
            axes.Length <= 12 ? 1024 : 512
        );
        return
        [
            .. axes.Select((axis, d) => new ParameterImportance(axis.Name, indices[d].FirstOrder, indices[d].Total))
                .OrderByDescending(importance => importance.Total),
        ];
    }
}
