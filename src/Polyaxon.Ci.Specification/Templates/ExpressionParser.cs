using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Parses expressions with Jinja's precedence: conditional, or, and, not, comparison, + −, ~, * / // %, **, signs, access, filters; powers from the left and weaker than a sign.</summary>
internal sealed class ExpressionParser(List<Token> tokens)
{
    private const int MaxDepth = 50;
    private const int MaxOperators = 1000;

    private static readonly HashSet<string> Operators = new(
        ["and", "or", "not", "in", "is", "if", "else"],
        StringComparer.Ordinal
    );

    private static readonly string[][] Levels =
    [
        ["==", "!=", "<", "<=", ">", ">=", "in", "not in"],
        ["+", "-"],
        ["~"],
        ["*", "/", "//", "%"],
        ["**"],
    ];

    private int _at;
    private int _depth;
    private int _operators;

    private Token Current => tokens[_at];

    /// <summary>Parses all tokens as one expression.</summary>
    public Expression ParseAll()
    {
        var expression = Parse();
        return Current.Kind == TokenKind.End ? expression : throw Unexpected("the end of the template");
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

    private Expression Parse() => Nested(ParseConditional);

    private Expression ParseConditional()
    {
        var value = ParseOr();
        while (TakeWord("if"))
        {
            Count();
            var condition = ParseOr();
            var otherwise = TakeWord("else") ? Parse() : null;
            value = new ConditionalExpression(condition, value, otherwise, value.Offset, value.Length);
        }

        return value;
    }

    private Expression ParseOr()
    {
        var left = ParseAnd();
        while (TakeWord("or"))
        {
            left = Binary("or", left, ParseAnd());
        }

        return left;
    }

    private Expression ParseAnd()
    {
        var left = ParseNot();
        while (TakeWord("and"))
        {
            left = Binary("and", left, ParseNot());
        }

        return left;
    }

    private Expression ParseNot()
    {
        var token = Current;
        if (!TakeWord("not"))
        {
            return ParseLevel(0);
        }

        return Nested(() => new UnaryExpression("not", ParseNot(), token.Offset, token.Length));
    }

    private Expression ParseLevel(int level)
    {
        if (level == Levels.Length)
        {
            return ParseUnary(withFilters: true);
        }

        var left = ParseLevel(level + 1);
        while (TakeOperator(Levels[level]) is { } found)
        {
            left = Binary(found, left, ParseLevel(level + 1));
        }

        return left;
    }

    private string? TakeOperator(string[] operators)
    {
        var isNotIn =
            Current is { Kind: TokenKind.Name, Text: "not" } && tokens[_at + 1] is { Kind: TokenKind.Name, Text: "in" };
        var text = isNotIn ? "not in" : Current.Text;
        if (Current.Kind is not (TokenKind.Symbol or TokenKind.Name) || !operators.Contains(text))
        {
            return null;
        }

        _at += isNotIn ? 2 : 1;
        return text;
    }

    private Expression ParseUnary(bool withFilters)
    {
        var token = Current;
        var value =
            TakeSymbol("-") || TakeSymbol("+")
                ? Nested(() => new UnaryExpression(token.Text, ParseUnary(false), token.Offset, token.Length))
                : ParsePostfix(ParsePrimary(), false);
        return withFilters ? ParsePostfix(value, true) : value;
    }

    private Expression ParsePostfix(Expression value, bool withFilters)
    {
        while (true)
        {
            Count();
            var token = Current;
            if (TakeSymbol("."))
            {
                var name = Take(TokenKind.Name, "a name after '.'");
                value = new IndexExpression(
                    value,
                    new LiteralExpression(Value.Of(name.Text), name.Offset, name.Length),
                    name.Offset,
                    name.Length
                );
            }
            else if (TakeSymbol("["))
            {
                var index = Parse();
                Require("]");
                value = new IndexExpression(value, index, index.Offset, index.Length);
            }
            else if (withFilters && TakeSymbol("|"))
            {
                value = ParseFilter(value);
            }
            else if (withFilters && TakeWord("is"))
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
        var isNegated = TakeWord("not");
        var test = Take(TokenKind.Name, "'defined' or 'none'");
        if (test.Text == "none")
        {
            var none = new LiteralExpression(Value.Null, test.Offset, test.Length);
            return Binary(isNegated ? "!=" : "==", value, none);
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
        var name = Take(TokenKind.Name, "a filter's name after '|'");
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
        if (TakeSymbol("("))
        {
            arguments = ParseItems(")");
        }

        return new FilterExpression(name.Text, input, arguments, name.Offset, name.Length);
    }

    private Expression ParsePrimary()
    {
        var token = Current;
        _at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new LiteralExpression(Number(token.Text), token.Offset, token.Length);
            case TokenKind.Text:
                var text = token.Text;
                while (Current.Kind == TokenKind.Text)
                {
                    Count();
                    text += tokens[_at++].Text;
                }

                return new LiteralExpression(Value.Of(text), token.Offset, token.Length);
            case TokenKind.Name when !Operators.Contains(token.Text):
                return Word(token);
            case TokenKind.Symbol when token.Text == "(":
                var inner = Parse();
                Require(")");
                return inner;
            case TokenKind.Symbol when token.Text == "[":
                return new ListExpression(ParseItems("]"), token.Offset, token.Length);
            default:
                _at--;
                throw Unexpected("a value");
        }
    }

    private ImmutableArray<Expression> ParseItems(string close)
    {
        var items = ImmutableArray.CreateBuilder<Expression>();
        while (!TakeSymbol(close))
        {
            if (items.Count > 0)
            {
                Require(",");
            }

            items.Add(Parse());
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

    private BinaryExpression Binary(string symbol, Expression left, Expression right)
    {
        Count();
        return new(symbol, left, right, left.Offset, Math.Max(right.Offset + right.Length - left.Offset, 1));
    }

    /// <summary>A row of operators makes a tree as deep as it is long, which is walked by recursion later.</summary>
    private void Count()
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

    private Expression Nested(Func<Expression> parse)
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

    private bool TakeSymbol(string symbol)
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text != symbol)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Require(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    private Token Take(TokenKind kind, string expected)
    {
        var token = Current;
        if (token.Kind != kind)
        {
            throw Unexpected(expected);
        }

        _at++;
        return token;
    }

    private TemplateFault Unexpected(string expected)
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
