using Polyaxon.Ci.Search.Stopping;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>What ranks the experiments of a group.</summary>
internal static class RunObjective
{
    /// <summary>The search's metric, else the asked one, else that of the first early-stopping item, else none.</summary>
    public static MetricGoal? Of(HptuningSection hptuning, string? asked) =>
        hptuning.Search.Goal
        ?? (asked is null ? null : Parse(asked))
        ?? hptuning.EarlyStopping.Select(EarlyStopping.GoalOf).FirstOrDefault(goal => goal is not null);

    /// <summary>Reads <c>NAME[:minimize|maximize]</c>; null when the text is not that. A metric is maximised by default.</summary>
    public static MetricGoal? Parse(string text)
    {
        var at = text.LastIndexOf(':');
        var (name, way) = at < 0 ? (text, "maximize") : (text[..at], text[(at + 1)..]);
        return name.Length == 0 ? null
            : way == "maximize" ? new MetricGoal(name, Optimization.Maximize)
            : way == "minimize" ? new MetricGoal(name, Optimization.Minimize)
            : null;
    }
}
