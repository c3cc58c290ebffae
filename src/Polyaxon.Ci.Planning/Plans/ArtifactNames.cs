namespace Polyaxon.Ci.Planning.Plans;

/// <summary>
/// The names of artifacts and of the files in them. Artifacts belong to a run, not to an attempt, so every name carries the attempt;
/// file names are unique in a group, so that artifacts may be unpacked into one folder.
/// </summary>
public static class ArtifactNames
{
    /// <summary>A batch's plan.</summary>
    public static string Plan(string group, int batch, int attempt) =>
        FormattableString.Invariant($"plx-plan-{group}-b{batch}-a{attempt}");

    /// <summary>A leg's results.</summary>
    public static string Results(string group, int batch, int leg, int attempt) =>
        FormattableString.Invariant($"plx-res-{group}-b{batch}-l{leg}-a{attempt}");

    /// <summary>The marker of a leg that met early stopping.</summary>
    public static string Stop(string group, int batch, int leg, int attempt) =>
        FormattableString.Invariant($"plx-stop-{group}-b{batch}-l{leg}-a{attempt}");

    /// <summary>The ledger after a batch.</summary>
    public static string Ledger(string group, int batch, int attempt) =>
        FormattableString.Invariant($"plx-group-{group}-b{batch}-a{attempt}");

    /// <summary>The results of all legs of a batch, as a download pattern.</summary>
    public static string ResultsOf(string group, int batch) =>
        FormattableString.Invariant($"plx-res-{group}-b{batch}-*");

    /// <summary>The results of all batches, as a download pattern.</summary>
    public static string ResultsOf(string group) => $"plx-res-{group}-*";

    /// <summary>A leg's id in a matrix.</summary>
    public static string Leg(string group, int batch, int leg) =>
        FormattableString.Invariant($"{group}-b{batch}-l{leg}");

    /// <summary>The name, without ending, of what an attempt of an experiment leaves.</summary>
    public static string Experiment(long index, int attempt) => FormattableString.Invariant($"e{index}-a{attempt}");
}
