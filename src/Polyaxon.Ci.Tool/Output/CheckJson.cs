using System.Numerics;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search.Hyperband;
using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Tool.Commands;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>What <c>check --format json</c> prints.</summary>
internal static class CheckJson
{
    /// <summary>The most values of one parameter that are listed.</summary>
    private const int MaxValues = 20;

    /// <summary>The whole document.</summary>
    public static Value ToValue(LoadedFile loaded, GroupOverview? overview)
    {
        var file = loaded.Result.File;
        return Json.Map(
            ("valid", Value.Of(loaded.Result.IsValid)),
            ("kind", Json.Text(file?.Kind.ToString().ToLowerInvariant())),
            ("files", Json.List(loaded.Names.Select(Value.Of))),
            (
                "group",
                file is { Kind: PolyaxonKind.Group } && overview is not null ? Group(file, overview) : Value.Null
            ),
            ("diagnostics", DiagnosticJson.ToValue(loaded.Result.Diagnostics))
        );
    }

    private static MapValue Group(Polyaxonfile file, GroupOverview overview)
    {
        var hptuning = file.Hptuning;
        return Json.Map(
            ("name", Json.Text(file.Name)),
            ("searchAlgorithm", Value.Of(hptuning.Search.Algorithm)),
            ("concurrency", Value.Of(hptuning.Concurrency)),
            ("seed", Value.Of(overview.Seed)),
            ("earlyStopping", Value.Of(!hptuning.EarlyStopping.IsEmpty)),
            ("nExperiments", Asked(hptuning.Search) is { } asked ? Value.Of(asked) : Value.Null),
            ("space", Json.Decimal(overview.SpaceSize)),
            ("experimentsToCreate", Json.Decimal(overview.ExperimentsToCreate)),
            ("totalRuns", Json.Integer(overview.TotalRuns)),
            ("batches", Json.Integer(overview.Batches)),
            ("rungs", hptuning.Search is HyperbandSection ? Json.List(overview.Rungs.Select(Rung)) : Value.Null),
            (
                "resourceUnits",
                hptuning.Search is HyperbandSection ? HyperbandSchedule.Units(overview.Rungs) : Value.Null
            ),
            (
                "estimate",
                overview.Estimate is { } estimate
                    ? Json.Map(("jobs", Value.Of(estimate.Jobs)), ("billedMinutes", Value.Of(estimate.BilledMinutes)))
                    : Value.Null
            ),
            ("matrix", Json.List(overview.Space.Dimensions.Select(Parameter)))
        );
    }

    private static BigInteger? Asked(SearchSection search) =>
        (search as GridSearchSection)?.NExperiments ?? (search as RandomSearchSection)?.NExperiments;

    private static MapValue Rung(HyperbandRung rung) =>
        Json.Map(
            ("bracket", Value.Of(rung.Bracket)),
            ("rung", Value.Of(rung.Rung)),
            ("experiments", Value.Of(rung.Experiments)),
            ("resource", rung.Resource),
            ("batch", Value.Of(rung.Batch))
        );

    private static MapValue Parameter(Dimension dimension) =>
        Json.Map(
            ("name", Value.Of(dimension.Name)),
            ("option", Value.Of(dimension.Parameter.Option.Name)),
            ("size", Json.Decimal(dimension.GridLength ?? dimension.DistinctCount)),
            ("values", Values(dimension.Parameter.Option)),
            ("low", dimension.Low ?? Value.Null),
            ("high", dimension.High ?? Value.Null)
        );

    private static Value Values(MatrixOption option) =>
        option switch
        {
            DiscreteOption discrete => Json.List(
                Enumerable.Range(0, (int)BigInteger.Min(discrete.Count, MaxValues)).Select(i => discrete.At(i))
            ),
            PvaluesOption weighted => Json.List(weighted.Items.Take(MaxValues).Select(item => item.Value)),
            _ => Value.Null,
        };
}
