using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>early_stopping</c>.</summary>
internal static class EarlyStoppingReader
{
    /// <summary>The items in order; faulty ones are reported and left out.</summary>
    public static ImmutableArray<EarlyStoppingItem> Read(MapReader hptuning)
    {
        var items = ImmutableArray.CreateBuilder<EarlyStoppingItem>();
        var number = 0;
        foreach (var node in hptuning.List("early_stopping"))
        {
            var path = $"hptuning.early_stopping[{number++}]";
            if (node is not MappingNode mapping)
            {
                hptuning.Diagnostics.Add(
                    StructureRules.WrongType,
                    node.Span,
                    $"'{path}' must be a mapping, such as {{metric: loss, value: 0.1, optimization: minimize}}."
                );
            }
            else if (
                ReadItem(new MapReader(mapping, path, hptuning.Diagnostics).Only(KnownFields.EarlyStopping)) is { } item
            )
            {
                items.Add(item);
            }
        }

        return items.ToImmutable();
    }

    private static EarlyStoppingItem? ReadItem(MapReader item)
    {
        var span = item.Node.Span;
        var kind = item.Choice("kind", "metric_early_stopping", "failure_early_stopping");
        if (kind == "failure_early_stopping")
        {
            item.Require("percent", "give the share of failed experiments that ends the group, from 1 to 99.");
            return Percent(item) is { } share ? new FailureStopping(share, span) : null;
        }

        item.Require("metric", "name the metric that is compared.");
        var policy = item.Map("policy") is { } map ? ReadPolicy(map) : null;
        if (item.Find("policy") is null)
        {
            item.Require("value", "give the value that ends the group when it is reached.");
        }

        var value = item.Number("value");
        if (item.Text("metric") is not { } metric)
        {
            return null;
        }

        var goal = new MetricGoal(metric.Text, SearchReader.ReadOptimization(item));
        var useBest = item.Choice("option", "last", "best") == "best";
        return policy is not null ? new PolicyStopping(goal, value, useBest, policy, span)
            : value is { } threshold ? new ThresholdStopping(goal, threshold, useBest, span)
            : null;
    }

    private static StoppingPolicy? ReadPolicy(MapReader policy)
    {
        policy.Only(KnownFields.Policy);
        policy.Require("kind", "it is one of median, average, truncation and diff.");
        var needsPercent =
            policy.Choice("kind", "median", "average", "truncation", "diff") is var kind
            && kind is "truncation" or "diff";
        if (needsPercent)
        {
            policy.Require("percent", "give a number from 1 to 99.");
        }

        var percent = Percent(policy);
        var interval = (int)(policy.Long("evaluation_interval", 1, int.MaxValue) ?? 1);
        var minInterval = (int)(policy.Long("min_interval", 0, int.MaxValue) ?? 0);
        var minSamples = (int)(policy.Long("min_samples", 1, int.MaxValue) ?? 2);
        var includeSucceeded = policy.Boolean("include_succeeded") ?? true;
        if (kind is null || (needsPercent && percent is null))
        {
            return null;
        }

        var policyKind = Enum.Parse<StoppingPolicyKind>(kind, ignoreCase: true);
        return new StoppingPolicy(policyKind, percent ?? 50, interval, minInterval, minSamples, includeSucceeded);
    }

    private static double? Percent(MapReader section)
    {
        var percent = section.Number("percent");
        if (percent is null or (>= 1 and <= 99))
        {
            return percent;
        }

        section.Diagnostics.Add(
            StructureRules.OutOfRange,
            section.Find("percent")!.Span,
            $"'{section.Path}.percent' must be from 1 to 99."
        );
        return null;
    }
}
