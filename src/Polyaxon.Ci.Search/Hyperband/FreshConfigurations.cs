using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Search.Bayesian;
using Polyaxon.Ci.Search.Random;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Hyperband;

/// <summary>
/// Where the configurations come from that start a bracket: drawn at random with a seed of the bracket's own, or suggested by a model of
/// one resource level of the batches before (after Falkner, Klein and Hutter, "BOHB: robust and efficient hyperparameter optimization at
/// scale", ICML 2018): the highest that has enough results. A part is drawn at random all the same, so that a level that misleads the
/// model cannot take Hyperband's guarantee away.
/// </summary>
internal sealed class FreshConfigurations(SearchSpace space, HyperbandSection section, long seed)
{
    /// <summary>One configuration in so many is drawn at random though there is a model: BOHB's ρ = 1/3.</summary>
    private const int RandomShare = 3;

    /// <summary>No more than this are suggested at once; a model that learnt nothing in between has no more to say.</summary>
    private const int MostModelled = 256;

    private readonly ModelSpace _space = new(space);

    /// <summary>
    /// The distinct configurations that start a bracket, as many as its first rung runs, lazily. They depend on the batches before it
    /// alone, so that it does not matter how many are asked for at a time.
    /// </summary>
    public IEnumerable<ImmutableArray<Value>> Of(HyperbandRung rung, RungObservations known)
    {
        var purpose = string.Create(CultureInfo.InvariantCulture, $"bracket {rung.Bracket}");
        var random = new RandomSearch(space, rung.Experiments, seed, purpose).From(0);
        if (section.Sampler == HyperbandSampler.Random || Level(rung, known) is not { Count: > 0 } level)
        {
            return random;
        }

        var modelled = Modelled(rung, known, level, purpose);
        var seen = modelled.ToHashSet(SearchSpace.PointEquality);
        return modelled.Concat(random.Where(seen.Add)).Take((int)Math.Min(rung.Experiments, int.MaxValue));
    }

    private List<ImmutableArray<Value>> Modelled(
        HyperbandRung rung,
        RungObservations known,
        List<Observation> level,
        string purpose
    )
    {
        var count = (int)Math.Min(rung.Experiments - (rung.Experiments / RandomShare), MostModelled);
        var earlier = Enumerable.Range(1, rung.Batch - 1).SelectMany(known.InBatch);
        var evidence = Evidence.Of(level, _space, section.Metric);
        return BayesianSampler.Suggest(_space, earlier, evidence, null, count, seed, purpose + " model");
    }

    /// <summary>The results to learn from; empty when no level has enough.</summary>
    private List<Observation> Level(HyperbandRung rung, RungObservations known) =>
        known.HighestLevel(section.Metric, space.Dimensions.Length + 2, rung.Batch - 1);
}
