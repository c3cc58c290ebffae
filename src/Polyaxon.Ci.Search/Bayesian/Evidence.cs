using Polyaxon.Ci.Search.Space;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Bayesian;

/// <summary>What a run tells a model.</summary>
public enum EvidenceKind
{
    /// <summary>A value of the objective.</summary>
    Result,

    /// <summary>Ended without one: where this happens is modelled too.</summary>
    Failure,

    /// <summary>Not known yet.</summary>
    Pending,
}

/// <summary>One run as a model sees it.</summary>
/// <param name="Point">Its coordinates.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Value">The objective, turned so that small is good; 0 unless a result.</param>
public sealed record Evidence(double[] Point, EvidenceKind Kind, double Value)
{
    /// <summary>
    /// What observations tell of an objective, in an order of its own: neither ids nor the order of arrival matter. Runs that were stopped
    /// early or skipped tell nothing; neither do points that cannot be placed in the space.
    /// </summary>
    public static List<Evidence> Of(IEnumerable<Observation> observations, ModelSpace space, MetricGoal goal)
    {
        var sign = goal.Optimization == Optimization.Maximize ? -1 : 1;
        var evidence = new List<Evidence>();
        foreach (var observation in observations)
        {
            if (space.Space.PointOf(observation) is { } values && space.CoordinatesOf(values) is { } point)
            {
                var value = observation.ValueOf(goal.Name);
                if (value is not null || observation.IsPending || IsFailure(observation.Status))
                {
                    var kind =
                        value is not null ? EvidenceKind.Result
                        : observation.IsPending ? EvidenceKind.Pending
                        : EvidenceKind.Failure;
                    evidence.Add(new Evidence(point, kind, sign * (value ?? 0)));
                }
            }
        }

        evidence.Sort(Compare);
        return evidence;
    }

    /// <summary>Results from the best to the worst, then failures, then pending runs; equal ones by their coordinates.</summary>
    private static int Compare(Evidence a, Evidence b)
    {
        var order = a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : a.Value.CompareTo(b.Value);
        for (var d = 0; order == 0 && d < a.Point.Length; d++)
        {
            order = a.Point[d].CompareTo(b.Point[d]);
        }

        return order;
    }

    private static bool IsFailure(ExperimentStatus status) =>
        status is ExperimentStatus.Failed or ExperimentStatus.Succeeded or ExperimentStatus.ObjectiveMissing;
}
