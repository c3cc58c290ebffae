using System.Text;
using Spectre.Console;

namespace Polyaxon.Ci.Tool.Running.Live;

/// <summary>The terminal as it is now: its size is asked for anew each time.</summary>
internal sealed class TerminalOutput(TextWriter writer) : IAnsiConsoleOutput
{
    private const int Narrowest = 20;
    private const int Lowest = 5;

    /// <inheritdoc/>
    public TextWriter Writer => writer;

    /// <inheritdoc/>
    public bool IsTerminal => true;

    /// <inheritdoc/>
    public int Width => Size(() => Console.WindowWidth, 80, Narrowest);

    /// <inheritdoc/>
    public int Height => Size(() => Console.WindowHeight, 24, Lowest);

    /// <inheritdoc/>
    public void SetEncoding(Encoding encoding) { }

    private static int Size(Func<int> ask, int unknown, int least)
    {
        try
        {
            return ask() is var size and > 0 ? Math.Max(size, least) : unknown;
        }
        catch (IOException)
        {
            return unknown;
        }
    }
}
