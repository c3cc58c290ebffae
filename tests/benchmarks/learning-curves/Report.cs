using System.Globalization;

namespace Polyaxon.Ci.LearningCurves;

/// <summary>Writes the benchmark's table.</summary>
internal static class Report
{
    /// <summary>Writes a line: what one search needed on one task, beside what it is compared with.</summary>
    public static void Line(
        LearningTask task,
        string search,
        List<(double Units, double Accuracy)> results,
        List<(double Units, double Accuracy)>? random,
        List<(double Units, double Accuracy)>? plain
    )
    {
        var units = results.Select(result => result.Units).Order().ToList();
        var wins = random is null ? "" : Text(results.Zip(random).Count(pair => pair.First.Units < pair.Second.Units));
        var regret = results.Average(result =>
            LearningTask.BestAccuracy - (double.IsNaN(result.Accuracy) ? 0.1 : result.Accuracy)
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {task.Name} | {search} | {units.Average():0} | {units[units.Count / 2]:0} | {wins} | {Difference(results, random)} | {Difference(results, plain)} | {regret:0.0000} |"
            )
        );
    }

    /// <summary>The mean paired difference and its 95 % interval, by the normal approximation.</summary>
    private static string Difference(
        List<(double Units, double Accuracy)> results,
        List<(double Units, double Accuracy)>? others
    )
    {
        if (others is null)
        {
            return "";
        }

        var differences = results.Zip(others).Select(pair => pair.First.Units - pair.Second.Units).ToList();
        var mean = differences.Average();
        var variance = differences.Sum(one => (one - mean) * (one - mean)) / (differences.Count - 1);
        var half = 1.96 * Math.Sqrt(variance / differences.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{mean:0} ± {half:0}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
