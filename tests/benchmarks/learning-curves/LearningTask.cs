using System.Collections.Immutable;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Numerics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.LearningCurves;

/// <summary>
/// A synthetic training task whose truth is known. After r of R units a configuration has the accuracy
/// <c>final − (final − 0.1)·g(r)</c>, where g falls from 1 to 0 along a power law, so that <c>final</c> is reached exactly at R and the best
/// configuration has exactly <see cref="BestAccuracy"/>. What is reported has noise that shrinks with r.
/// </summary>
/// <param name="Name">The task's name.</param>
/// <param name="Sharpness">How fast the final accuracy falls off around the best configuration.</param>
/// <param name="Crossing">How much slower configurations learn whose final accuracy is good: curves cross when above 0.</param>
/// <param name="Noise">The deviation of the reported accuracy after one unit.</param>
/// <param name="DivergesAbove">Learning rates above this share of their range diverge and report NaN; 1 for none.</param>
public sealed record LearningTask(string Name, double Sharpness, double Crossing, double Noise, double DivergesAbove)
{
    /// <summary>The final accuracy of the best configuration, which is in the space.</summary>
    public const double BestAccuracy = 0.95;

    /// <summary>The accuracy of an untrained model.</summary>
    private const double Chance = 0.1;

    /// <summary>The most resource an experiment gets.</summary>
    public const long MaxResource = 81;

    /// <summary>The searched space: a learning rate of which the best is e^−5, momentum, layers and an activation.</summary>
    private const string Matrix =
        "{lr: {loguniform: [-10, 0]}, momentum: {uniform: [0, 1]}, layers: {range: [1, 9, 1]}, activation: {values: [relu, tanh, gelu]}}";

    /// <summary>The tasks of the benchmark.</summary>
    public static ImmutableArray<LearningTask> All { get; } =
    [
        new("plain", 0.5, 0, 0.01, 1),
        new("noisy", 0.5, 0, 0.05, 1),
        new("crossing", 0.5, 0.5, 0.01, 1),
        new("diverging", 0.5, 0.1, 0.01, 0.6),
        new("needle", 3, 0.1, 0.01, 1),
    ];

    /// <summary>The section of a polyaxonfile that searches the task.</summary>
    /// <param name="search">The search section in flow style.</param>
    public static HptuningSection Hptuning(string search)
    {
        var text = $"version: 1\nkind: group\nhptuning:\n  {search}\n  matrix: {Matrix}\nrun: {{cmd: train}}\n";
        var result = PolyaxonfileReader.Read([new SourceText("task", text)], []);
        return result.File?.Hptuning ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    /// <summary>The true accuracy of a configuration after all of the resource; NaN when it diverges.</summary>
    public double Final(ImmutableArray<Value> point)
    {
        var rate = (FixedMath.Log(point[0].AsDouble()!.Value) + 10) / 10;
        if (rate > DivergesAbove)
        {
            return double.NaN;
        }

        var momentum = point[1].AsDouble()!.Value;
        var layers = point[2].AsDouble()!.Value;
        var distance =
            (4 * Square(rate - 0.5))
            + (1.5 * Square(momentum - 0.3 - (0.4 * (rate - 0.5))))
            + (0.5 * Square((layers - 5) / 8));
        var activation = ((TextValue)point[3]).Text switch
        {
            "gelu" => 0,
            "relu" => 0.01,
            _ => 0.05,
        };
        return Chance + ((BestAccuracy - Chance) * FixedMath.Exp(-Sharpness * (distance + activation)));
    }

    /// <summary>What an experiment reports after some resource; NaN when it diverges. The same experiment always reports the same.</summary>
    public double Reported(ImmutableArray<Value> point, double resource, long seed)
    {
        var final = Final(point);
        if (double.IsNaN(final))
        {
            return double.NaN;
        }

        var quality = (final - Chance) / (BestAccuracy - Chance);
        var time = 1 + (Crossing * quality * 10);
        var gap = (Falling(resource, time) - Falling(MaxResource, time)) / (1 - Falling(MaxResource, time));
        var text =
            string.Join('\n', point.Select(value => JsonText.Format(value))) + "\n" + NumberText.Format(resource);
        var stream = new CounterRandom(seed, text);
        // The sum of twelve uniform numbers is close enough to normal.
        var noise = Enumerable.Range(0, 12).Sum(i => stream.Unit((ulong)i)) - 6;
        return final - ((final - Chance) * gap) + (noise * Noise / Math.Sqrt(resource));
    }

    private static double Falling(double resource, double time) =>
        FixedMath.Exp(-0.7 * FixedMath.Log(1 + (resource / time)));

    private static double Square(double number) => number * number;
}
