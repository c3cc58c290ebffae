namespace Polyaxon.Ci.Planning.Escaping;

/// <summary>An entry of the file that <c>GITHUB_OUTPUT</c> names.</summary>
public static class OutputEntry
{
    /// <summary>
    /// A name and a value between delimiters. A value that held the delimiter could define further outputs, so it has to be random
    /// and new for each value.
    /// </summary>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="value">Any text.</param>
    /// <param name="random">A random text of letters and digits.</param>
    /// <exception cref="ArgumentException">The name is no name, or the value holds the delimiter.</exception>
    public static string Write(string name, string value, string random)
    {
        var delimiter = $"plx_{random}";
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"'{name}' is no name of an output.", nameof(name));
        }

        if (value.Contains(delimiter, StringComparison.Ordinal))
        {
            throw new ArgumentException("The value holds the delimiter.", nameof(value));
        }

        return $"{name}<<{delimiter}\n{value}\n{delimiter}\n";
    }
}
