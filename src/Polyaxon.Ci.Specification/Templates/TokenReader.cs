using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>The tokens of one expression one after another, with the limits that keep walks over its tree short.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private const int MaxDepth = 50;
    private const int MaxOperators = 1000;

    private int _at;
    private int _depth;
    private int _operators;

    /// <summary>The next token, which stays.</summary>
    public Token Current => tokens[_at];

    /// <summary>The token after the next; the last one stays the last.</summary>
    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Takes the next token, whatever it is.</summary>
    public Token Take() => tokens[_at++];

    /// <summary>Takes a token of a kind.</summary>
    public Token Take(TokenKind kind, string expected)
    {
        var token = Current;
        if (token.Kind != kind)
        {
            throw Unexpected(expected);
        }

        _at++;
        return token;
    }

    /// <summary>Takes a word if it comes next.</summary>
    public bool TakeWord(string word)
    {
        if (Current.Kind != TokenKind.Name || Current.Text != word)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes a symbol if it comes next.</summary>
    public bool TakeSymbol(string symbol)
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text != symbol)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes a symbol that must come next.</summary>
    public void Require(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    /// <summary>A row of operators makes a tree as deep as it is long, which is walked by recursion later.</summary>
    public void Count()
    {
        if (++_operators > MaxOperators)
        {
            throw new TemplateFault(
                TemplateRules.Syntax,
                Current.Offset,
                Current.Length,
                $"This expression has more than {MaxOperators} operators; split it over several params."
            );
        }
    }

    /// <summary>Parses something that may hold itself.</summary>
    public Expression Nested(Func<Expression> parse)
    {
        if (++_depth > MaxDepth)
        {
            throw new TemplateFault(
                TemplateRules.Syntax,
                Current.Offset,
                Current.Length,
                "This expression is nested too deeply."
            );
        }

        var value = parse();
        _depth--;
        return value;
    }

    /// <summary>The fault of a token that is not the expected one.</summary>
    public TemplateFault Unexpected(string expected)
    {
        var found = Current.Kind == TokenKind.End ? "the template ends here" : $"'{Current.Text}' stands here";
        return new TemplateFault(
            TemplateRules.Syntax,
            Current.Offset,
            Current.Length,
            $"{char.ToUpperInvariant(expected[0])}{expected[1..]} is expected, but {found}."
        );
    }
}
