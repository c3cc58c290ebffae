using System.CommandLine;
using Polyaxon.Ci.Sweeps.Metrics;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary><c>track</c>: called by an experiment, appends to its metrics file.</summary>
internal static class TrackCommand
{
    private static readonly Argument<string[]> Metrics = new("NAME=VALUE")
    {
        Description = "A metric.",
        Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<long?> Step = new("--step") { Description = "The step the values belong to." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command track = new("track", "Reports metrics from within an experiment.") { Metrics, Step };
        track.SetAction(result =>
        {
            var error = result.InvocationConfiguration.Error;
            var metrics = MetricTracker.Parse(result.GetValue(Metrics) ?? [], out var fault);
            if (Environment.GetEnvironmentVariable("POLYAXON_METRICS_FILE") is not { Length: > 0 } path)
            {
                fault ??= "POLYAXON_METRICS_FILE is not set: 'track' works inside an experiment.";
            }
            else if (metrics is not null)
            {
                MetricTracker.Append(path, metrics, result.GetValue(Step));
                return ExitCodes.Fine;
            }

            error.WriteLine(fault);
            return ExitCodes.Usage;
        });
        return track;
    }
}
