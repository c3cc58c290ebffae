namespace Polyaxon.Ci.Planning.Escaping;

/// <summary>The commands that a runner of GitHub Actions reads from the output of a job.</summary>
public static class WorkflowCommand
{
    /// <summary>An annotation: <c>error</c>, <c>warning</c> or <c>notice</c>; no text becomes a command of its own.</summary>
    /// <param name="level">The kind.</param>
    /// <param name="title">A short heading.</param>
    /// <param name="message">The text; longer ones are cut, as the runner does.</param>
    public static string Annotation(string level, string title, string message) =>
        $"::{level} title={Property(title)}::{Data(Cut(message))}";

    /// <summary>Escapes what follows the second <c>::</c>.</summary>
    public static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Escapes a property.</summary>
    public static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Cut(string text) =>
        text.Length <= CiLimits.AnnotationLength ? text : string.Concat(text.AsSpan(0, CiLimits.AnnotationLength), "…");
}
