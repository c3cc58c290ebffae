namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Parses expressions with Jinja's precedence: conditional, or, and, not, comparison, + −, ~, * / // %, **, signs, access, filters; powers from the left and weaker than a sign.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[][] Levels =
    [
        ["==", "!=", "<", "<=", ">", ">=", "in", "not in"],
        ["+", "-"],
        ["~"],
        ["*", "/", "//", "%"],
        ["**"],
    ];

    private readonly TokenReader _tokens;
    private readonly OperandParser _operand;

    /// <summary>A parser of some tokens, the last of which is an end.</summary>
    public ExpressionParser(List<Token> tokens)
    {
        _tokens = new TokenReader(tokens);
        _operand = new OperandParser(_tokens, Parse);
    }

    /// <summary>Parses all tokens as one expression.</summary>
    public Expression ParseAll()
    {
        var expression = Parse();
        return _tokens.Current.Kind == TokenKind.End ? expression : throw _tokens.Unexpected("the end of the template");
    }

    private Expression Parse() => _tokens.Nested(ParseConditional);

    private Expression ParseConditional()
    {
        var value = ParseOr();
        while (_tokens.TakeWord("if"))
        {
            _tokens.Count();
            var condition = ParseOr();
            var otherwise = _tokens.TakeWord("else") ? Parse() : null;
            value = new ConditionalExpression(condition, value, otherwise, value.Offset, value.Length);
        }

        return value;
    }

    private Expression ParseOr()
    {
        var left = ParseAnd();
        while (_tokens.TakeWord("or"))
        {
            left = Binary("or", left, ParseAnd());
        }

        return left;
    }

    private Expression ParseAnd()
    {
        var left = ParseNot();
        while (_tokens.TakeWord("and"))
        {
            left = Binary("and", left, ParseNot());
        }

        return left;
    }

    private Expression ParseNot()
    {
        var token = _tokens.Current;
        if (!_tokens.TakeWord("not"))
        {
            return ParseLevel(0);
        }

        return _tokens.Nested(() => new UnaryExpression("not", ParseNot(), token.Offset, token.Length));
    }

    private Expression ParseLevel(int level)
    {
        if (level == Levels.Length)
        {
            return _operand.Parse();
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
            _tokens.Current is { Kind: TokenKind.Name, Text: "not" }
            && _tokens.Following is { Kind: TokenKind.Name, Text: "in" };
        var text = isNotIn ? "not in" : _tokens.Current.Text;
        if (_tokens.Current.Kind is not (TokenKind.Symbol or TokenKind.Name) || !operators.Contains(text))
        {
            return null;
        }

        _tokens.Take();
        if (isNotIn)
        {
            _tokens.Take();
        }

        return text;
    }

    private BinaryExpression Binary(string symbol, Expression left, Expression right)
    {
        _tokens.Count();
        return BinaryExpression.Over(symbol, left, right);
    }
}
