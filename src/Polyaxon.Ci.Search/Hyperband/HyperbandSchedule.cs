using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Hyperband;

/// <summary>
/// Hyperband's schedule (Li et al., "Hyperband: a novel bandit-based approach to hyperparameter optimization", JMLR 18, 2018,
/// algorithm 1): bracket s starts n = ⌈(s_max + 1)·η^s / (s + 1)⌉ experiments with R·η^−s each, and ⌊n·η^−k⌋ of them reach rung k.
/// Brackets are staggered: bracket s starts in batch s_max − s + 1, so that each batch has one resource level.
/// </summary>
public static class HyperbandSchedule
{
    /// <summary>No schedule has more batches than this, however close to 1 η is.</summary>
    private const int MostBrackets = 64;

    /// <summary>The largest bracket: the largest s with η^s ≤ R, at most 64.</summary>
    public static int LargestBracket(HyperbandSection section)
    {
        var powers = new RationalPower(section.Eta);
        var bracket = 0;
        while (bracket < MostBrackets && powers.IsAtMost(bracket + 1, section.MaxIter))
        {
            bracket++;
        }

        return bracket;
    }

    /// <summary>All rungs by batch, then from the largest bracket down.</summary>
    /// <param name="section">What the file says.</param>
    /// <param name="points">How many distinct configurations there are; null when there is no end of them. No bracket starts more.</param>
    public static ImmutableArray<HyperbandRung> Of(HyperbandSection section, BigInteger? points = null)
    {
        var powers = new RationalPower(section.Eta);
        var largest = LargestBracket(section);
        var rungs = new List<HyperbandRung>();
        for (var bracket = largest; bracket >= 0; bracket--)
        {
            var asked = powers.CeilingOfProduct(largest + 1, bracket, bracket + 1);
            var started = points < asked ? points.Value : asked;
            for (var rung = 0; rung <= bracket; rung++)
            {
                // A small space can end a bracket's arithmetic below one; the best of all still reaches the top.
                var count = (long)BigInteger.Max(1, powers.FloorOfQuotient(started, rung));
                var resource = ResourceAt(section, powers, bracket - rung);
                rungs.Add(new HyperbandRung(bracket, rung, count, resource, largest - bracket + rung + 1));
            }
        }

        return [.. rungs.OrderBy(rung => rung.Batch).ThenByDescending(rung => rung.Bracket)];
    }

    /// <summary>What some rungs spend in all, in units of the resource: an integer when the resource is one.</summary>
    public static Value Units(IEnumerable<HyperbandRung> rungs)
    {
        var (whole, real) = (BigInteger.Zero, 0.0);
        foreach (var rung in rungs)
        {
            if (rung.Resource is IntegerValue integer)
            {
                whole += rung.Experiments * integer.Number;
            }
            else
            {
                real += rung.Experiments * rung.Resource.AsDouble()!.Value;
            }
        }

        return real == 0 ? Value.Of(whole) : Value.Of(NumberText.Round15(real));
    }

    /// <summary>How many of a rung's experiments are promoted when it did not run as many as planned: one in η, at least one.</summary>
    internal static long Kept(long experiments, double eta) =>
        (long)BigInteger.Max(1, new RationalPower(eta).FloorOfQuotient(experiments, 1));

    /// <summary>R·η^−steps: rounded down but at least 1 for an integer resource.</summary>
    private static Value ResourceAt(HyperbandSection section, RationalPower powers, int steps) =>
        section.Resource.IsInteger
            ? Value.Of((long)BigInteger.Max(1, powers.FloorOfQuotient(section.MaxIter, steps)))
            : Value.Of(NumberText.Round15(section.MaxIter / Power(section.Eta, steps)));

    /// <summary>A power by repeated multiplication: the same bits on every machine.</summary>
    private static double Power(double number, int exponent)
    {
        var product = 1.0;
        for (var i = 0; i < exponent; i++)
        {
            product *= number;
        }

        return product;
    }
}
