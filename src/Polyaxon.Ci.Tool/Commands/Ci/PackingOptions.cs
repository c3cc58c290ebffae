using System.CommandLine;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Plans;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>How batches are sized and packed into jobs.</summary>
internal sealed class PackingOptions
{
    private readonly Option<int?> _perJob = new("--per-job")
    {
        Description = "Experiments that a job runs one after another (default: chosen)",
        HelpName = "N",
    };
    private readonly Option<int?> _maxJobs = new("--max-jobs")
    {
        Description = "The most jobs of a batch (default: 256, on GitLab 200)",
        HelpName = "N",
    };
    private readonly Option<long?> _batchSize = new("--batch-size")
    {
        Description = "Experiments planned between two decisions (default: by the search)",
        HelpName = "N",
    };
    private readonly Option<int> _maxBatches = new("--max-batches")
    {
        Description = "The batches that the workflow has (default: 10)",
        HelpName = "N",
        DefaultValueFactory = _ => BatchSize.MaxBatches,
    };
    private readonly Option<double?> _minutes = new("--minutes-per-experiment")
    {
        Description = "About how long an experiment takes: for the estimate, and for packing",
        HelpName = "MINUTES",
    };
    private readonly Option<double?> _setup = new("--setup-minutes")
    {
        Description = "What a job takes before its first experiment (default: 1)",
        HelpName = "MINUTES",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        CiOptions.AtLeast(_perJob, 1);
        CiOptions.AtLeast(_maxJobs, 1);
        CiOptions.AtLeast(_batchSize, 1);
        CiOptions.AtLeast(_maxBatches, 1);
        CiOptions.AtLeast(_minutes, 0.001);
        CiOptions.AtLeast(_setup, 0);
        foreach (Option option in (Option[])[_perJob, _maxJobs, _batchSize, _maxBatches, _minutes, _setup])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="format">The format, since systems allow different numbers of jobs.</param>
    public PlanSettings Settings(ParseResult parsed, string format)
    {
        var most = format == "gitlab" ? CiLimits.GitLabJobs : CiLimits.MatrixJobs;
        return new PlanSettings
        {
            PerJob = parsed.GetValue(_perJob),
            MaxJobs = Math.Min(parsed.GetValue(_maxJobs) ?? most, most),
            BatchSize = parsed.GetValue(_batchSize),
            MaxBatches = parsed.GetValue(_maxBatches),
            MinutesPerExperiment = parsed.GetValue(_minutes),
            SetupMinutes = parsed.GetValue(_setup) ?? 1,
        };
    }
}
