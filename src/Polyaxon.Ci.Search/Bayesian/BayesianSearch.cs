using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Bayesian optimisation in batches: a scrambled Sobol design first, then the points a model finds most promising. State is the history
/// alone; neither ids nor the order of arrival matter.
/// </summary>
public sealed class BayesianSearch(SearchSpace space, BayesianSection section, long seed) : ISearch
{
    /// <summary>A batch beyond this is cut: nobody runs so many at once, and each point is chosen after all before it.</summary>
    private const int LargestBatch = 1000;

    private readonly ModelSpace _space = new(space);

    /// <inheritdoc/>
    public SearchAnswer Next(History history, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var made = history.Observations.Length;
        var open = section.NInitialTrials + section.NIterations - made;
        if (open <= 0)
        {
            return SearchAnswer.Finish("every experiment has been suggested");
        }

        if (IsExhausted(history))
        {
            return SearchAnswer.Finish("every point of the space has been suggested");
        }

        var initial = section.NInitialTrials - made;
        return initial > 0
            ? Numbered(history, Initial(history, (int)Math.Min(Math.Min(capacity, initial), int.MaxValue)))
            : Modelled(history, (int)Math.Min(Math.Min(capacity, open), LargestBatch));
    }

    private static SearchAnswer Numbered(History history, List<ImmutableArray<Value>> points) =>
        SearchAnswer.Suggest(points.Select((point, i) => new Suggestion(history.HighestId + 1 + i, point)).ToList());

    /// <summary>Whether every point of a finite space is in the history; points from elsewhere do not count.</summary>
    private bool IsExhausted(History history)
    {
        if (space.DrawableCount is not { } count || count > history.Observations.Length)
        {
            return false;
        }

        var inside = new HashSet<ImmutableArray<Value>>(SearchSpace.PointEquality);
        foreach (var observation in history.Observations)
        {
            if (space.PointOf(observation) is { } point && Contains(point))
            {
                inside.Add(point);
            }
        }

        return inside.Count >= count;
    }

    private bool Contains(ImmutableArray<Value> point)
    {
        for (var d = 0; d < point.Length; d++)
        {
            if (!space.Dimensions[d].Contains(point[d]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The design's points that are not in the history, rounded through each dimension's distribution; random ones in place of equal ones.</summary>
    private List<ImmutableArray<Value>> Initial(History history, int count)
    {
        var taken = new TakenPoints(_space, history.Observations);
        var sequence = new SobolSequence(space.Dimensions.Length, seed, "initial");
        var points = new List<ImmutableArray<Value>>();
        for (var i = 0; i < section.NInitialTrials && points.Count < count; i++)
        {
            var point = ImmutableArray.CreateBuilder<Value>(space.Dimensions.Length);
            for (var d = 0; d < space.Dimensions.Length; d++)
            {
                point.Add(space.Dimensions[d].FromUnit(sequence.At(i, d)));
            }

            if (point.MoveToImmutable() is var candidate && taken.Add(candidate))
            {
                points.Add(candidate);
            }
        }

        BayesianSampler.Fill(space, points, taken, count, seed, "initial");
        return points;
    }

    private SearchAnswer Modelled(History history, int count)
    {
        var evidence = Evidence.Of(history.Observations, _space, section.Metric);
        var isBlind = evidence.TrueForAll(item => item.Kind != EvidenceKind.Result);
        if (isBlind && evidence.Exists(item => item.Kind == EvidenceKind.Pending))
        {
            return SearchAnswer.Wait("waits for the first results");
        }

        var purpose = string.Create(CultureInfo.InvariantCulture, $"model {history.Observations.Length}");
        var points = BayesianSampler.Suggest(
            _space,
            history.Observations,
            evidence,
            section.Utility,
            count,
            seed,
            purpose
        );
        return GainRule.Judge(section, _space, evidence, points, seed, purpose) ?? Numbered(history, points);
    }
}
