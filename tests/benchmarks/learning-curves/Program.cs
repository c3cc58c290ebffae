using System.Globalization;
using Polyaxon.Ci.LearningCurves;

// One line a task and search: mean resource until a configuration within 1 % of the best accuracy is recommended, with the 95 % interval of
// the paired difference to random search (and of sampler bo to sampler random), over the seeds 1 … N (default 50).
var seeds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
Console.WriteLine($"Units of resource until a configuration within 1 % of the best is found; {seeds} seeds.");
Console.WriteLine();
Console.WriteLine(
    "| Task | Search | Mean units | Median | Wins against random search | Difference to random search | Difference to sampler random | Regret after 1,902 units |"
);
Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
foreach (var task in LearningTask.All)
{
    var random = Enumerable.Range(1, seeds).Select(seed => SearchPlay.RandomUnitsToTarget(task, seed)).ToList();
    Report.Line(task, "random search", random, null, null);
    var plain = Play(task, "random");
    Report.Line(task, "hyperband, sampler random", plain, random, null);
    Report.Line(task, "hyperband, sampler bo", Play(task, "bo"), random, plain);
}

List<(double, double)> Play(LearningTask task, string sampler)
{
    var hptuning = SearchPlay.Hyperband(sampler);
    return [.. Enumerable.Range(1, seeds).Select(seed => SearchPlay.HyperbandUnitsToTarget(task, hptuning, seed))];
}
