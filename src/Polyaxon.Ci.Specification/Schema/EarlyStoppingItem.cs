using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>One item of <c>early_stopping</c>. Items are OR-ed. The family is closed.</summary>
/// <param name="Span">Where the item stands.</param>
public abstract record EarlyStoppingItem(SourceSpan Span);

/// <summary>Ends the group when an experiment's metric reaches a value (inclusive; NaN never does).</summary>
/// <param name="Goal">The metric, and which side of the value is meant: <c>&gt;=</c> for maximize, <c>&lt;=</c> for minimize.</param>
/// <param name="Value">The threshold; finite.</param>
/// <param name="UseBest">Compare an experiment's best value instead of its last.</param>
/// <param name="Span">Where the item stands.</param>
public sealed record ThresholdStopping(MetricGoal Goal, double Value, bool UseBest, SourceSpan Span)
    : EarlyStoppingItem(Span);

/// <summary>Ends only the experiment that falls behind the others at the same step.</summary>
/// <param name="Goal">The metric compared.</param>
/// <param name="Value">A threshold that ends the group as well, when the item gives one; else null.</param>
/// <param name="UseBest">Compare an experiment's best value with the threshold instead of its last.</param>
/// <param name="Policy">How "behind" is decided.</param>
/// <param name="Span">Where the item stands.</param>
public sealed record PolicyStopping(
    MetricGoal Goal,
    double? Value,
    bool UseBest,
    StoppingPolicy Policy,
    SourceSpan Span
) : EarlyStoppingItem(Span);

/// <summary>Ends the group when too large a share of its ended experiments failed.</summary>
/// <param name="Percent">From 1 to 99.</param>
/// <param name="Span">Where the item stands.</param>
public sealed record FailureStopping(double Percent, SourceSpan Span) : EarlyStoppingItem(Span);

/// <summary>The ways an experiment can fall behind.</summary>
public enum StoppingPolicyKind
{
    /// <summary>Its best so far is worse than the median of the others' running averages up to the same step.</summary>
    Median,

    /// <summary>Its best so far is worse than the mean of the others' running averages up to the same step.</summary>
    Average,

    /// <summary>It is among the worst <c>percent</c> at the same step.</summary>
    Truncation,

    /// <summary>It is worse than the best at the same step by more than <c>percent</c> of the best's magnitude.</summary>
    Diff,
}

/// <summary>A stopping policy.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Percent">From 1 to 99; for truncation and diff.</param>
/// <param name="EvaluationInterval">Evaluate every so many reported steps; at least 1.</param>
/// <param name="MinInterval">Not before so many steps were reported; at least 0.</param>
/// <param name="MinSamples">Not before so many others can be compared with; at least 1.</param>
/// <param name="IncludeSucceeded">Whether finished experiments are compared with as well.</param>
public sealed record StoppingPolicy(
    StoppingPolicyKind Kind,
    double Percent,
    int EvaluationInterval,
    int MinInterval,
    int MinSamples,
    bool IncludeSucceeded
);
