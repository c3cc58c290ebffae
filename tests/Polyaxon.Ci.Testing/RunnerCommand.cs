namespace Polyaxon.Ci.Testing;

/// <summary>A command that a runner of GitHub Actions would carry out, read from a log by the rules of its source.</summary>
/// <param name="Name">The command.</param>
/// <param name="Properties">Its properties, unescaped.</param>
/// <param name="Message">What follows, unescaped.</param>
public sealed record RunnerCommand(string Name, IReadOnlyDictionary<string, string> Properties, string Message)
{
    private static readonly string[] Known =
    [
        "add-mask",
        "add-matcher",
        "add-path",
        "debug",
        "echo",
        "endgroup",
        "error",
        "group",
        "internal-set-repo-path",
        "notice",
        "remove-matcher",
        "save-state",
        "set-env",
        "set-output",
        "stop-commands",
        "warning",
    ];

    /// <summary>The commands of a log, in their order; none between <c>stop-commands</c> and its token.</summary>
    public static IReadOnlyList<RunnerCommand> ReadAll(string log)
    {
        List<RunnerCommand> found = [];
        string? stopped = null;
        foreach (var line in log.Split(["\r\n", "\r", "\n"], StringSplitOptions.None))
        {
            if (stopped is not null)
            {
                stopped = line.Trim() == $"::{stopped}::" ? null : stopped;
            }
            else if (Read(line) is { } command)
            {
                found.Add(command);
                stopped = command.Name == "stop-commands" ? command.Message : null;
            }
        }

        return found;
    }

    /// <summary>The new form at the start of a line, else the old one anywhere in it.</summary>
    private static RunnerCommand? Read(string line)
    {
        var trimmed = line.TrimStart();
        if (
            trimmed.StartsWith("::", StringComparison.Ordinal)
            && trimmed.IndexOf("::", 2, StringComparison.Ordinal) is > 0 and var end
            && Command(trimmed[2..end], ',', trimmed[(end + 2)..]) is { } command
        )
        {
            return command;
        }

        var start = line.IndexOf("##[", StringComparison.Ordinal);
        var close = start < 0 ? -1 : line.IndexOf(']', start);
        return close < 0 ? null : Command(line[(start + 3)..close], ';', line[(close + 1)..]);
    }

    private static RunnerCommand? Command(string text, char separator, string message)
    {
        var parts = text.Split(' ', 2);
        if (!Known.Contains(parts[0]))
        {
            return null;
        }

        var properties = (parts.ElementAtOrDefault(1) ?? "")
            .Split(separator, StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Trim().Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[1].Length > 0)
            .ToDictionary(pair => pair[0], pair => Unescape(pair[1]));
        return new RunnerCommand(parts[0], properties, Unescape(message));
    }

    private static string Unescape(string text) =>
        text.Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal)
            .Replace("%3A", ":", StringComparison.Ordinal)
            .Replace("%2C", ",", StringComparison.Ordinal)
            .Replace("%25", "%", StringComparison.Ordinal);
}
