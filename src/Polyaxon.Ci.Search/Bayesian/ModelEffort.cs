namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>How much work a suggestion is worth, so that it stays quick however many results there are.</summary>
/// <param name="FitPoints">At most so many results decide the hyperparameters, whose cost grows with the cube.</param>
/// <param name="Points">At most so many results are predicted from.</param>
/// <param name="Samples">Samples of the hyperparameters.</param>
/// <param name="BurnIn">Sweeps of the sampler before the first sample.</param>
/// <param name="Spacing">Sweeps from sample to sample.</param>
/// <param name="Pool">Points at which the acquisition is looked at first.</param>
/// <param name="Kept">How many of them are looked at again for each further point of a batch.</param>
/// <param name="Climbs">Local searches for each point of a batch.</param>
internal sealed record ModelEffort(
    int FitPoints,
    int Points,
    int Samples,
    int BurnIn,
    int Spacing,
    int Pool,
    int Kept,
    int Climbs
)
{
    /// <summary>The effort for a number of results and dimensions.</summary>
    public static ModelEffort For(int results, int dimensions)
    {
        var sweeps = dimensions > 12 ? 1 : 2;
        return results switch
        {
            <= 64 => new ModelEffort(64, 64, 12, 4, sweeps, 2000, 512, 4),
            <= 120 => new ModelEffort(96, 120, 8, 3, sweeps, 2000, 512, 4),
            <= 300 => new ModelEffort(96, 300, 4, 3, sweeps, 1500, 512, 3),
            <= 600 => new ModelEffort(96, 600, 2, 3, sweeps, 1000, 256, 3),
            _ => new ModelEffort(96, 1000, 2, 3, sweeps, 1000, 256, 2),
        };
    }
}
