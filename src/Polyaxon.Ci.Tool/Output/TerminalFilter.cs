using System.Text;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>
/// Lets text of a program through to a terminal with its colours, and nothing else that a terminal would obey: cursor movements,
/// titles, the clipboard and the like are left out. Sequences may be split over pieces.
/// </summary>
/// <param name="hasColour">Whether colours are let through.</param>
internal sealed class TerminalFilter(bool hasColour)
{
    private const char Escape = '\e';
    private const int LongestSequence = 64;
    private readonly StringBuilder _sequence = new();
    private State _state;

    private enum State
    {
        Text,
        Escaped,
        Control,
        Command,
        CommandEscaped,
    }

    /// <summary>The harmless part of the next piece.</summary>
    public string Pass(ReadOnlySpan<char> text)
    {
        StringBuilder output = new(text.Length);
        foreach (var c in text)
        {
            Pass(c, output);
        }

        return output.ToString();
    }

    private void Pass(char c, StringBuilder output)
    {
        switch (_state)
        {
            case State.Escaped:
                _state = c switch
                {
                    '[' => State.Control,
                    ']' or 'P' or 'X' or '^' or '_' => State.Command,
                    _ => State.Text,
                };
                break;
            case State.Control:
                Control(c, output);
                break;
            case State.Command:
                // Ends with BEL or ESC \.
                _state =
                    c == '\a' ? State.Text
                    : c == Escape ? State.CommandEscaped
                    : State.Command;
                break;
            case State.CommandEscaped:
                _state = c == '\\' ? State.Text : State.Command;
                break;
            default:
                Plain(c, output);
                break;
        }
    }

    private void Plain(char c, StringBuilder output)
    {
        if (c == Escape)
        {
            _state = State.Escaped;
            _sequence.Clear();
        }
        else
        {
            output.Append(char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c);
        }
    }

    private void Control(char c, StringBuilder output)
    {
        if (c is (>= '0' and <= '?') or (>= ' ' and <= '/') && _sequence.Length < LongestSequence)
        {
            _sequence.Append(c);
            return;
        }

        // Only "m", the look of characters, with numbers.
        if (hasColour && c == 'm' && _sequence.ToString().All(part => char.IsAsciiDigit(part) || part is ';' or ':'))
        {
            output.Append("\e[").Append(_sequence).Append('m');
        }

        _state = State.Text;
    }
}
