using System.Numerics;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>How many batches the workflow of a group has.</summary>
internal static class WorkflowBatches
{
    /// <summary>The batches of a group that nothing ends early; at least 1.</summary>
    /// <param name="hptuning">What is searched and how.</param>
    /// <param name="size">The batch size asked for; null for the rule.</param>
    /// <param name="most">The most batches allowed, which the rule for early stopping keeps to.</param>
    public static BigInteger Count(HptuningSection hptuning, long? size, int most)
    {
        var overview = GroupOverview.Of(hptuning, SeedDerivation.SeedOf(hptuning));
        var count = BatchSize.Count(hptuning, overview.ExperimentsToCreate ?? 0, overview.Rungs, size, most);
        return BigInteger.Max(1, count);
    }
}
