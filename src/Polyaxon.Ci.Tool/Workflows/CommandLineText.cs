using System.CommandLine;

namespace Polyaxon.Ci.Tool.Workflows;

/// <summary>Says how a command was called, in a fixed order, for a shell to call it again.</summary>
internal static class CommandLineText
{
    /// <summary>The options given, in the order in which the command declares them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="verb">The command with its verbs.</param>
    /// <param name="without">Options to leave out.</param>
    public static string Of(ParseResult parsed, string verb, params IEnumerable<string> without)
    {
        var words =
            from option in parsed.CommandResult.Command.Options
            where !without.Contains(option.Name)
            let result = parsed.GetResult(option)
            where result is { Implicit: false }
            from word in result.Tokens.Count == 0
                ? [option.Name]
                : result.Tokens.SelectMany(token => (string[])[option.Name, Quoted(token.Value)])
            select word;
        return string.Join(' ', words.Prepend(verb));
    }

    /// <summary>Whether any value given could not stand in one line.</summary>
    public static bool HasControlCharacters(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'));

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./=:@,+".Contains(c))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
