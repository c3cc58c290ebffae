namespace Polyaxon.Ci.Specification.Templates;

/// <summary>The kinds of token inside <c>{{ }}</c> and <c>{% %}</c>.</summary>
internal enum TokenKind
{
    /// <summary>A name or word operator.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A quoted text.</summary>
    Text,

    /// <summary>An operator or bracket.</summary>
    Symbol,

    /// <summary>The end of the expression.</summary>
    End,
}

/// <summary>A token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The name, the number's text, the unquoted text or the symbol.</param>
/// <param name="Offset">Where in the template's text.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record Token(TokenKind Kind, string Text, int Offset, int Length);
