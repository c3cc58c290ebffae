namespace Polyaxon.Ci.LearningCurves;

/// <summary>What one pass of a search over a task came to.</summary>
/// <param name="Units">The resource it spent.</param>
/// <param name="Accuracy">The true final accuracy of the configuration it recommends; NaN when it has none.</param>
public readonly record struct PassResult(double Units, double Accuracy);
