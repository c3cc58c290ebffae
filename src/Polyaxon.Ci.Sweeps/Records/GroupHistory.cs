using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Sweeps.Records;

/// <summary>What a search would be told of a group that ran on this machine.</summary>
/// <param name="File">The group's specification.</param>
/// <param name="History">Its experiments, with what they reported.</param>
public sealed record GroupHistory(Polyaxonfile File, History History)
{
    /// <summary>Reads it from the group's folder; null when there is no plan, or too large a one.</summary>
    /// <param name="root">The project's <c>.polyaxon</c> folder.</param>
    /// <param name="group">The group's running number.</param>
    /// <param name="most">The most experiments that are read: each has a file of its own.</param>
    public static GroupHistory? Read(string root, long group, int most)
    {
        if (KeptPlan.Read(GroupFolder.Of(root, group)) is not { } plan || plan.Experiments.Count > most)
        {
            return null;
        }

        GroupState state = new();
        foreach (var (id, experiment, _) in plan.Experiments)
        {
            state.Plan(experiment);
            if (ExperimentFolder.Of(root, group, id).Result() is { } result)
            {
                state.Add(result);
            }
        }

        return new GroupHistory(plan.File, state.ToHistory());
    }
}
