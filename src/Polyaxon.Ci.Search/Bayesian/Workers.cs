namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>
/// Independent pieces of work on all cores. Each piece writes to a place of its own and nothing is added up across pieces, so the
/// result does not depend on the number of cores.
/// </summary>
internal static class Workers
{
    /// <summary>Does pieces 0, 1, … of a number of them.</summary>
    public static void Do(int pieces, Action<int> work)
    {
        if (pieces > 1 && Environment.ProcessorCount > 1)
        {
            Parallel.For(0, pieces, work);
            return;
        }

        for (var i = 0; i < pieces; i++)
        {
            work(i);
        }
    }
}
