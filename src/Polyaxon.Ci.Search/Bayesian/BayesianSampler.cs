using System.Collections.Immutable;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Suggests points from evidence: a model is fitted, and points are chosen one after another where the acquisition is highest, each
/// pretended to have been run before the next is chosen. Pure: the same evidence, seed and purpose give the same points.
/// </summary>
public static class BayesianSampler
{
    /// <summary>
    /// Up to <paramref name="count"/> distinct points, none of them among <paramref name="observations"/>; fewer only when the space has no
    /// more. Without any result they are drawn at random.
    /// </summary>
    /// <param name="space">The space.</param>
    /// <param name="observations">What no point may repeat: usually the whole history.</param>
    /// <param name="evidence">What the model is to learn from, pending runs included (see <see cref="Evidence.Of"/>).</param>
    /// <param name="utility">The classic settings; null for our own.</param>
    /// <param name="count">How many points.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="purpose">Tells the random numbers of one suggestion from those of others with the same seed.</param>
    public static List<ImmutableArray<Value>> Suggest(
        ModelSpace space,
        IEnumerable<Observation> observations,
        IReadOnlyList<Evidence> evidence,
        UtilityFunction? utility,
        int count,
        long seed,
        string purpose
    )
    {
        var taken = new TakenPoints(space, observations);
        var points = new List<ImmutableArray<Value>>(count);
        if (SurrogateModel.Fit(space, evidence, utility?.GaussianProcess, seed, purpose) is { } model)
        {
            new BatchBuilder(model, evidence, utility, taken, new DrawSource(seed, purpose + "/batch")).AddTo(
                points,
                count
            );
        }

        Fill(space.Space, points, taken, count, seed, purpose);
        return points;
    }

    /// <summary>Fills a batch with random points that are not taken, as far as the space has any.</summary>
    internal static void Fill(
        SearchSpace space,
        List<ImmutableArray<Value>> points,
        TakenPoints taken,
        int count,
        long seed,
        string purpose
    )
    {
        if (points.Count < count)
        {
            var random = new Random.RandomSearch(space, taken.Count + count, seed, purpose + "/fill");
            points.AddRange(random.From(0).Where(taken.Add).Take(count - points.Count));
        }
    }
}
