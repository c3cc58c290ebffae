using System.Numerics;

namespace Polyaxon.Ci.Planning;

/// <summary>How many experiments are planned between two decisions.</summary>
public static class BatchSize
{
    /// <summary>The batches of the shipped workflow.</summary>
    public const int MaxBatches = 10;

    /// <summary>
    /// Grid and random search with early stopping: the larger of the concurrency and a tenth of all, rounded up to a multiple of
    /// the concurrency, so that no slot idles.
    /// </summary>
    public static BigInteger WithEarlyStopping(BigInteger experiments, int concurrency)
    {
        var size = BigInteger.Max(concurrency, (experiments + MaxBatches - 1) / MaxBatches);
        return (size + concurrency - 1) / concurrency * concurrency;
    }
}
