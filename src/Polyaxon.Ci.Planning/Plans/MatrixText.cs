using System.Globalization;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// The legs of a batch as matrices. Rows hold ids only, as texts: exact parameters stay in the plan, since matrices damage numbers,
/// and a value that looks like a secret would empty the whole output.
/// </summary>
public static class MatrixText
{
    /// <summary>The leg that a matrix names when there is nothing to run: an empty matrix is an error.</summary>
    public const string NoLeg = "none";

    /// <summary>GitHub's: rows of <c>id</c>, <c>name</c> and <c>index</c>, which are included as they are.</summary>
    public static string GitHub(SweepPlan plan)
    {
        var rows = plan.Legs.Select(leg =>
            Row(
                ArtifactNames.Leg(plan.Group, plan.Batch, leg.Index),
                Label(plan, leg),
                leg.Index.ToString(CultureInfo.InvariantCulture)
            )
        );
        return JsonText.Format(
            new MapValue([new("include", new ListValue([.. rows.DefaultIfEmpty(Row(NoLeg, "nothing to run", NoLeg))]))])
        );
    }

    /// <summary>Azure's: names of letters, digits and underscores, each with variables.</summary>
    public static string Azure(SweepPlan plan)
    {
        var legs = plan.Legs.Select(leg =>
            KeyValuePair.Create<string, Value>(
                FormattableString.Invariant($"b{plan.Batch}_l{leg.Index}"),
                Variables(leg.Index.ToString(CultureInfo.InvariantCulture))
            )
        );
        return JsonText.Format(new MapValue([.. legs.DefaultIfEmpty(new("nothing", Variables(NoLeg)))]));
    }

    /// <summary>A short name of a leg: <c>b1-l0 e1-e4</c>.</summary>
    private static string Label(SweepPlan plan, PlanLeg leg)
    {
        var (first, last) = (leg.Experiments[0].Index, leg.Experiments[^1].Index);
        return first == last
            ? FormattableString.Invariant($"b{plan.Batch}-l{leg.Index} e{first}")
            : FormattableString.Invariant($"b{plan.Batch}-l{leg.Index} e{first}-e{last}");
    }

    private static MapValue Row(string id, string name, string index) =>
        new MapValue([new("id", Value.Of(id)), new("name", Value.Of(name)), new("index", Value.Of(index))]);

    private static MapValue Variables(string leg) => new MapValue([new("PLX_LEG", Value.Of(leg))]);
}
