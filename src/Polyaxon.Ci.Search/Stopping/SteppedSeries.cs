using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Search.Stopping;

/// <summary>
/// A series by ascending step, with the best value and the average up to each step. Of a step reported several times the last report
/// counts; what is not a finite number is a report without a value.
/// </summary>
internal sealed class SteppedSeries
{
    private readonly long[] _steps;
    private readonly double[] _best;
    private readonly double[] _average;

    private SteppedSeries(ExperimentSeries experiment, MetricPoint[] points, MetricGoal goal)
    {
        Experiment = experiment;
        _steps = new long[points.Length];
        _best = new double[points.Length];
        _average = new double[points.Length];
        var (best, average, count) = (double.NaN, double.NaN, 0);
        for (var i = 0; i < points.Length; i++)
        {
            var value = points[i].Value;
            if (double.IsFinite(value))
            {
                best = goal.IsBetter(value, best) ? value : best;
                count++;
                average = count == 1 ? value : average + ((value / count) - (average / count));
            }

            (_steps[i], _best[i], _average[i]) = (points[i].Step, best, average);
        }
    }

    /// <summary>Whose series it is.</summary>
    public ExperimentSeries Experiment { get; }

    /// <summary>How many steps were reported.</summary>
    public int Count => _steps.Length;

    /// <summary>The last step.</summary>
    public long LastStep => _steps[^1];

    /// <summary>The best value of all; NaN when there is none.</summary>
    public double Best => _best[^1];

    /// <summary>An experiment's series of the goal's metric; null when it has reported nothing.</summary>
    public static SteppedSeries? Of(ExperimentSeries experiment, MetricGoal goal)
    {
        if (experiment.Find(goal.Name) is not { Points.Length: > 0 } series)
        {
            return null;
        }

        var last = new Dictionary<long, MetricPoint>(series.Points.Length);
        foreach (var point in series.Points)
        {
            last[point.Step] = point;
        }

        var points = last.Values.ToArray();
        Array.Sort(points, (a, b) => a.Step.CompareTo(b.Step));
        return new SteppedSeries(experiment, points, goal);
    }

    /// <summary>The step of a report, counted from 1.</summary>
    public long StepOfReport(int report) => _steps[report - 1];

    /// <summary>The best value up to a step; NaN when there is none.</summary>
    public double BestUpTo(long step) => At(_best, step);

    /// <summary>The average of the values up to a step; NaN when there are none.</summary>
    public double AverageUpTo(long step) => At(_average, step);

    private double At(double[] values, long step)
    {
        var index = Array.BinarySearch(_steps, step);
        index = index >= 0 ? index : ~index - 1;
        return index < 0 ? double.NaN : values[index];
    }
}
