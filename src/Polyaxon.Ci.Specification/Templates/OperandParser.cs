using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Parses what stands between operators: signs, values, brackets, access, filters and tests.</summary>
/// <param name="tokens">The expression's tokens.</param>
/// <param name="parse">Parses a whole expression inside brackets.</param>
internal sealed class OperandParser(TokenReader tokens, Func<Expression> parse)
{
    private static readonly HashSet<string> Operators = new(
        ["and", "or", "not", "in", "is", "if", "else"],
        StringComparer.Ordinal
    );

    /// <summary>The operand with its filters and tests.</summary>
    public Expression Parse() => ParseUnary(withFilters: true);

    private Expression ParseUnary(bool withFilters)
    {
        var token = tokens.Current;
        var value =
            tokens.TakeSymbol("-") || tokens.TakeSymbol("+")
                ? tokens.Nested(() => new UnaryExpression(token.Text, ParseUnary(false), token.Offset, token.Length))
                : ParsePostfix(ParsePrimary(), false);
        return withFilters ? ParsePostfix(value, true) : value;
    }

    private Expression ParsePostfix(Expression value, bool withFilters)
    {
        while (true)
        {
            tokens.Count();
            var token = tokens.Current;
            if (tokens.TakeSymbol("."))
            {
                var name = tokens.Take(TokenKind.Name, "a name after '.'");
                value = new IndexExpression(
                    value,
                    new LiteralExpression(Value.Of(name.Text), name.Offset, name.Length),
                    name.Offset,
                    name.Length
                );
            }
            else if (tokens.TakeSymbol("["))
            {
                var index = parse();
                tokens.Require("]");
                value = new IndexExpression(value, index, index.Offset, index.Length);
            }
            else if (withFilters && tokens.TakeSymbol("|"))
            {
                value = ParseFilter(value);
            }
            else if (withFilters && tokens.TakeWord("is"))
            {
                value = ParseTest(value);
            }
            else if (token is { Kind: TokenKind.Symbol, Text: "(" })
            {
                throw new TemplateFault(
                    TemplateRules.Syntax,
                    token.Offset,
                    1,
                    $"Functions cannot be called here; there are filters, such as '{{{{ x | round(2) }}}}'."
                );
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ParseTest(Expression value)
    {
        var isNegated = tokens.TakeWord("not");
        var test = tokens.Take(TokenKind.Name, "'defined' or 'none'");
        if (test.Text == "none")
        {
            var none = new LiteralExpression(Value.Null, test.Offset, test.Length);
            tokens.Count();
            return BinaryExpression.Over(isNegated ? "!=" : "==", value, none);
        }

        isNegated ^= test.Text == "undefined";
        return test.Text is "defined" or "undefined" && value is NameExpression name
            ? new DefinedExpression(name, isNegated, name.Offset, name.Length)
            : throw new TemplateFault(
                TemplateRules.Syntax,
                test.Offset,
                test.Length,
                $"The test '{test.Text}' is not known here; there are 'none', and 'defined' behind a name."
            );
    }

    private FilterExpression ParseFilter(Expression input)
    {
        var name = tokens.Take(TokenKind.Name, "a filter's name after '|'");
        if (!Filters.Names.Contains(name.Text))
        {
            throw new TemplateFault(
                TemplateRules.Syntax,
                name.Offset,
                name.Length,
                $"There is no filter '{name.Text}'.{NearestName.Hint(name.Text, Filters.Names)}"
            );
        }

        var arguments = ImmutableArray<Expression>.Empty;
        if (tokens.TakeSymbol("("))
        {
            arguments = ParseItems(")");
        }

        return new FilterExpression(name.Text, input, arguments, name.Offset, name.Length);
    }

    private Expression ParsePrimary()
    {
        var token = tokens.Current;
        var starts = token.Kind switch
        {
            TokenKind.Name => !Operators.Contains(token.Text),
            TokenKind.Symbol => token.Text is "(" or "[",
            _ => token.Kind != TokenKind.End,
        };
        if (!starts)
        {
            throw tokens.Unexpected("a value");
        }

        tokens.Take();
        return token.Kind switch
        {
            TokenKind.Number => new LiteralExpression(Number(token.Text), token.Offset, token.Length),
            TokenKind.Text => new LiteralExpression(Value.Of(JoinedText(token)), token.Offset, token.Length),
            TokenKind.Name => Word(token),
            _ when token.Text == "[" => new ListExpression(ParseItems("]"), token.Offset, token.Length),
            _ => ParseBracket(),
        };
    }

    private Expression ParseBracket()
    {
        var inner = parse();
        tokens.Require(")");
        return inner;
    }

    /// <summary>Texts one after another are one text, as in Python.</summary>
    private string JoinedText(Token first)
    {
        var text = first.Text;
        while (tokens.Current.Kind == TokenKind.Text)
        {
            tokens.Count();
            text += tokens.Take().Text;
        }

        return text;
    }

    private ImmutableArray<Expression> ParseItems(string close)
    {
        var items = ImmutableArray.CreateBuilder<Expression>();
        while (!tokens.TakeSymbol(close))
        {
            if (items.Count > 0)
            {
                tokens.Require(",");
            }

            items.Add(parse());
        }

        return items.ToImmutable();
    }

    private static Expression Word(Token token) =>
        token.Text switch
        {
            "true" or "True" => new LiteralExpression(Value.Of(true), token.Offset, token.Length),
            "false" or "False" => new LiteralExpression(Value.Of(false), token.Offset, token.Length),
            "none" or "None" => new LiteralExpression(Value.Null, token.Offset, token.Length),
            _ => new NameExpression(token.Text, token.Offset, token.Length),
        };

    private static Value Number(string text) =>
        text.AsSpan().ContainsAny(".eE") || text.Length > 1000
            ? Value.Of(double.Parse(text, CultureInfo.InvariantCulture))
            : Value.Of(BigInteger.Parse(text, CultureInfo.InvariantCulture));
}
