using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Hyperband;

/// <summary>One rung of a bracket.</summary>
/// <param name="Bracket">The bracket s, from s_max down to 0.</param>
/// <param name="Rung">The rung inside it, from 0.</param>
/// <param name="Experiments">How many experiments run in it when none fails.</param>
/// <param name="Resource">What each gets.</param>
/// <param name="Batch">The batch that runs it, from 1.</param>
public sealed record HyperbandRung(int Bracket, int Rung, long Experiments, Value Resource, int Batch);

/// <summary>
/// Hyperband's schedule (Li et al., "Hyperband: a novel bandit-based approach to hyperparameter optimization", JMLR 18, 2018,
/// algorithm 1): bracket s starts ⌈(s_max + 1)·η^s / (s + 1)⌉ experiments with R·η^−s each. Brackets are staggered: bracket s starts
/// in batch s_max − s + 1, so that each batch has one resource level.
/// </summary>
public static class HyperbandSchedule
{
    /// <summary>Guards floors and ceilings against the last bit of a power: 3^5 must count as 243.</summary>
    private const double Slack = 1e-9;

    /// <summary>The largest bracket: the largest s with η^s ≤ R.</summary>
    public static int LargestBracket(HyperbandSection section)
    {
        var bracket = 0;
        while (bracket < 64 && Power(section.Eta, bracket + 1) <= section.MaxIter * (1 + Slack))
        {
            bracket++;
        }

        return bracket;
    }

    /// <summary>All rungs by batch, then from the largest bracket down.</summary>
    public static ImmutableArray<HyperbandRung> Of(HyperbandSection section)
    {
        var largest = LargestBracket(section);
        var rungs = new List<HyperbandRung>();
        for (var bracket = largest; bracket >= 0; bracket--)
        {
            var count = (long)Math.Ceiling((largest + 1) * Power(section.Eta, bracket) / (bracket + 1) * (1 - Slack));
            for (var rung = 0; rung <= bracket && count > 0; rung++)
            {
                rungs.Add(
                    new HyperbandRung(
                        bracket,
                        rung,
                        count,
                        ResourceAt(section, bracket - rung),
                        largest - bracket + rung + 1
                    )
                );
                count = Kept(count, section.Eta);
            }
        }

        return [.. rungs.OrderBy(rung => rung.Batch).ThenByDescending(rung => rung.Bracket)];
    }

    /// <summary>How many of a rung's experiments are promoted, before missing metrics are looked at.</summary>
    public static long Kept(long experiments, double eta) => (long)Math.Floor(experiments / eta * (1 + Slack));

    /// <summary>R·η^−steps: rounded down but at least 1 for an integer resource.</summary>
    private static Value ResourceAt(HyperbandSection section, int steps)
    {
        var resource = section.MaxIter / Power(section.Eta, steps);
        return section.Resource.IsInteger
            ? Value.Of(Math.Max(1, (long)Math.Floor(resource * (1 + Slack))))
            : Value.Of(NumberText.Round15(resource));
    }

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
