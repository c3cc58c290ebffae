namespace Polyaxon.Ci.Planning.Results;

/// <summary>Who ended an experiment, or kept it from starting.</summary>
public enum StopCause
{
    /// <summary>The user, or the system on which it ran: the group is then incomplete.</summary>
    User,

    /// <summary>A policy, because it fell behind.</summary>
    Policy,

    /// <summary>The group's early stopping.</summary>
    EarlyStopping,
}

/// <summary>The spelling of causes in files.</summary>
public static class StopCauses
{
    /// <summary><c>user</c>, <c>policy</c> or <c>early_stopping</c>.</summary>
    public static string ToText(this StopCause cause) =>
        cause switch
        {
            StopCause.Policy => "policy",
            StopCause.EarlyStopping => "early_stopping",
            _ => "user",
        };

    /// <summary>Reads a spelling; null when it is none.</summary>
    public static StopCause? Parse(string? text) =>
        text switch
        {
            "user" => StopCause.User,
            "policy" => StopCause.Policy,
            "early_stopping" => StopCause.EarlyStopping,
            _ => null,
        };
}
