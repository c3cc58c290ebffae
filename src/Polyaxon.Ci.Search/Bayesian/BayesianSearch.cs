using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Bayesian optimisation in batches: a Latin hypercube first, then the points with the best acquisition, one after another, each
/// pretended to have been run before the next is chosen. State is the history alone; observations are put into an order of their own,
/// so that neither ids nor the order of arrival matter.
/// </summary>
public sealed class BayesianSearch(SearchSpace space, BayesianSection section, long seed) : ISearch
{
    private const int PoolSize = 900;
    private const int NearPool = 500;
    private static readonly double[] Refinements = [0.08, 0.03, 0.01];

    /// <inheritdoc/>
    public SearchAnswer Next(History history, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var made = history.Observations.Length;
        var taken = history
            .Observations.Select(space.PointOf)
            .OfType<ImmutableArray<Value>>()
            .ToHashSet(SearchSpace.PointEquality);
        var open = section.NInitialTrials + section.NIterations - made;
        if (open <= 0 || (space.DistinctCount is { } count && taken.Count >= count))
        {
            return SearchAnswer.Finish(
                open <= 0 ? "every experiment has been suggested" : "every point of the space has been suggested"
            );
        }

        var points =
            made < section.NInitialTrials
                ? Initial(taken, Math.Min(capacity, section.NInitialTrials - made))
                : Modelled(history, taken, Math.Min(capacity, open));
        return points is null
            ? SearchAnswer.Wait("waits for the first results")
            : SearchAnswer.Suggest(
                points.Select((point, i) => new Suggestion(history.HighestId + 1 + i, point)).ToList()
            );
    }

    /// <summary>A Latin hypercube (McKay, Beckman and Conover, Technometrics 21, 1979): each dimension's quantiles get their share.</summary>
    private List<ImmutableArray<Value>> Initial(HashSet<ImmutableArray<Value>> taken, long capacity)
    {
        var size = (int)section.NInitialTrials;
        var draws = new DrawSource(seed, "initial");
        var quantiles = space.Dimensions.Select(_ => Shuffled(size, draws)).ToList();
        var points = new List<ImmutableArray<Value>>();
        for (var i = 0; i < size && points.Count < capacity; i++)
        {
            var point = space
                .Dimensions.Select((dimension, d) => dimension.FromUnit((quantiles[d][i] + draws.Next()) / size))
                .ToImmutableArray();
            if (taken.Add(point))
            {
                points.Add(point);
            }
        }

        return Filled(points, taken, (int)capacity, draws);
    }

    private List<ImmutableArray<Value>>? Modelled(History history, HashSet<ImmutableArray<Value>> taken, long capacity)
    {
        var sign = section.Metric.Optimization == Optimization.Maximize ? -1 : 1;
        var ordered = history
            .Observations.Where(observation => space.PointOf(observation) is not null)
            .Select(observation =>
                (
                    Observation: observation,
                    Point: space.PointOf(observation)!.Value,
                    Value: sign * observation.ValueOf(section.Metric.Name)
                )
            )
            .OrderBy(
                item => string.Join('\n', item.Point.Select(value => JsonText.Format(value))),
                StringComparer.Ordinal
            )
            .ThenBy(item => item.Value)
            .ToList();
        var draws = new DrawSource(seed, string.Create(CultureInfo.InvariantCulture, $"model {ordered.Count}"));
        var pool = new CandidatePool(space, draws, taken);
        var results = ordered
            .Where(item => item.Value is not null)
            .Select(item => (pool.Of(item.Point), Value: item.Value!.Value))
            .OrderBy(item => item.Value)
            .ToList();
        if (results.Count == 0)
        {
            return ordered.Exists(item => item.Observation.IsPending) ? null : Filled([], taken, (int)capacity, draws);
        }

        // A run stopped early or without its objective says nothing about where experiments fail.
        var failed = ordered
            .Where(item =>
                item.Value is null && (item.Observation.Status is ExperimentStatus.Failed or ExperimentStatus.Succeeded)
            )
            .Select(item => pool.Of(item.Point).Coordinates)
            .ToList();
        var model = new BayesianModel(
            space,
            section.Utility,
            [.. results.Select(item => (item.Item1.Coordinates, item.Value))],
            failed,
            draws
        );
        if (!model.IsUsable)
        {
            return Filled([], taken, (int)capacity, draws);
        }

        foreach (var pending in ordered.Where(item => item.Observation.IsPending))
        {
            model.Pretend(pool.Of(pending.Point), draws);
        }

        return Batch(model, pool, [.. results.Select(item => item.Item1)], taken, (int)capacity, draws);
    }

    private List<ImmutableArray<Value>> Batch(
        BayesianModel model,
        CandidatePool pool,
        List<Candidate> best,
        HashSet<ImmutableArray<Value>> taken,
        int capacity,
        DrawSource draws
    )
    {
        var candidates = new List<Candidate>();
        Add(PoolSize, pool.Anywhere);
        Add(
            NearPool,
            () => pool.Near(best[draws.NextBelow(Math.Min(6, best.Count))], FixedMath.Exp(-1 - (3 * draws.Next())))
        );
        var points = new List<ImmutableArray<Value>>();
        while (points.Count < capacity && candidates.Count > 0)
        {
            var scored = candidates
                .Select(candidate => (Candidate: candidate, Score: model.Score(candidate)))
                .OrderByDescending(item => item.Score)
                .Take(3)
                .ToList();
            foreach (var scale in Refinements)
            {
                for (var i = 0; i < 30; i++)
                {
                    if (pool.Near(scored[draws.NextBelow(scored.Count)].Candidate, scale) is { } near)
                    {
                        scored.Add((near, model.Score(near)));
                    }
                }

                scored = [.. scored.OrderByDescending(item => item.Score).Take(3)];
            }

            var pick = scored[0].Candidate;
            points.Add(pick.Values);
            taken.Add(pick.Values);
            candidates.RemoveAll(candidate => SearchSpace.PointEquality.Equals(candidate.Values, pick.Values));
            model.Pretend(pick, draws);
        }

        return Filled(points, taken, capacity, draws);

        void Add(int count, Func<Candidate?> make)
        {
            for (var i = 0; i < count; i++)
            {
                if (make() is { } candidate)
                {
                    candidates.Add(candidate);
                }
            }
        }
    }

    /// <summary>Fills a batch with random points that are not taken, as far as the space has any.</summary>
    private List<ImmutableArray<Value>> Filled(
        List<ImmutableArray<Value>> points,
        HashSet<ImmutableArray<Value>> taken,
        int capacity,
        DrawSource draws
    )
    {
        if (points.Count < capacity)
        {
            var stream = (long)(draws.Next() * (1L << 53));
            var random = new Random.RandomSearch(space, taken.Count + capacity, stream, "fill");
            points.AddRange(random.From(0).Where(taken.Add).Take(capacity - points.Count));
        }

        return points;
    }

    private static int[] Shuffled(int size, DrawSource draws)
    {
        var numbers = Enumerable.Range(0, size).ToArray();
        for (var i = size - 1; i > 0; i--)
        {
            var j = draws.NextBelow(i + 1);
            (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
        }

        return numbers;
    }
}
