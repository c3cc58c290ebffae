namespace Polyaxon.Ci.Planning.Escaping;

/// <summary>The system whose log a program's output is printed to.</summary>
public enum LogKind
{
    /// <summary>A terminal or a file: nothing reads commands from it.</summary>
    Plain,

    /// <summary>GitHub Actions: <c>::command::</c> and <c>##[command]</c>.</summary>
    GitHub,

    /// <summary>Azure Pipelines: <c>##vso[command]</c> and <c>##[command]</c>, anywhere in a line.</summary>
    Azure,

    /// <summary>GitLab: sections are marked by control sequences.</summary>
    GitLab,
}

/// <summary>
/// Prints what an experiment writes in a group of its own, with the commands in it disarmed: training output is not to set
/// annotations, masks or outputs.
/// </summary>
/// <param name="kind">The system.</param>
/// <param name="random">A random text of letters and digits; nothing can go on with commands without it.</param>
public sealed class DisarmedLog(LogKind kind, string random)
{
    /// <summary>What is printed before the output.</summary>
    /// <param name="title">The group's title, on one line.</param>
    public string Opening(string title) =>
        kind switch
        {
            LogKind.GitHub => $"::group::{WorkflowCommand.Data(Disarm(title))}\n::stop-commands::{random}",
            LogKind.Azure => $"##[group]{Disarm(title)}",
            _ => title,
        };

    /// <summary>A line of the output.</summary>
    public string Line(string text) => kind == LogKind.Plain ? text : Disarm(text);

    /// <summary>What is printed after the output; null when nothing is.</summary>
    public string? Closing =>
        kind switch
        {
            LogKind.GitHub => $"::{random}::\n::endgroup::",
            LogKind.Azure => "##[endgroup]",
            _ => null,
        };

    /// <summary>
    /// GitHub's new form is switched off by the stop token; the old form and Azure's are broken up as well, and so are the control
    /// sequences that open sections on GitLab.
    /// </summary>
    private static string Disarm(string text) =>
        text.Replace("##[", "# #[", StringComparison.Ordinal)
            .Replace("##vso[", "# #vso[", StringComparison.OrdinalIgnoreCase)
            .Replace("section_start:", "section-start:", StringComparison.Ordinal)
            .Replace("section_end:", "section-end:", StringComparison.Ordinal)
            .Replace('\r', ' ');
}
