using System.Collections.Immutable;
using Polyaxon.Ci.Search.Analysis;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>Ends a search when another batch is expected to improve the objective by less than <c>stop_when_gain_below</c>, in its units.</summary>
internal static class GainRule
{
    /// <summary>
    /// The answer that takes the place of a batch; null when the batch is worth running or no limit is given. While runs are pending the
    /// search only waits: their results may make another batch worth it.
    /// </summary>
    /// <param name="section">What the file says.</param>
    /// <param name="space">The space.</param>
    /// <param name="evidence">What the model has learnt from.</param>
    /// <param name="batch">The points it would have run next.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="purpose">The purpose under which they were suggested: the same model judges them.</param>
    public static SearchAnswer? Judge(
        BayesianSection section,
        ModelSpace space,
        IReadOnlyList<Evidence> evidence,
        IEnumerable<ImmutableArray<Value>> batch,
        long seed,
        string purpose
    )
    {
        if (
            section.StopWhenGainBelow is not { } least
            || SurrogateModel.Fit(space, evidence, section.Utility?.GaussianProcess, seed, purpose) is not { } model
        )
        {
            return null;
        }

        var pending = evidence.Where(item => item.Kind == EvidenceKind.Pending).Select(item => item.Point).ToList();
        var gain = BatchGain.Of(model, pending, [.. batch.Select(space.CoordinatesOf).OfType<double[]>()]);
        if (gain >= least)
        {
            return null;
        }

        var words =
            $"another batch is expected to improve {section.Metric.Name} by {AnalysisNumber.FourDigits(gain)}, less than {NumberText.Format(least)}";
        return pending.Count > 0 ? SearchAnswer.Wait(words + "; waits for what runs") : SearchAnswer.Finish(words);
    }
}
