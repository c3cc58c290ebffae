using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>An expression of a template. The family is closed.</summary>
/// <param name="Offset">Where in the template's text, for faults.</param>
/// <param name="Length">How long it is there.</param>
internal abstract record Expression(int Offset, int Length);

/// <summary>A constant.</summary>
internal sealed record LiteralExpression(Value Value, int Offset, int Length) : Expression(Offset, Length);

/// <summary>A parameter's value.</summary>
internal sealed record NameExpression(string Name, int Offset, int Length) : Expression(Offset, Length);

/// <summary>A list written out.</summary>
internal sealed record ListExpression(ImmutableArray<Expression> Items, int Offset, int Length)
    : Expression(Offset, Length);

/// <summary><c>target[index]</c> or <c>target.name</c>.</summary>
internal sealed record IndexExpression(Expression Target, Expression Index, int Offset, int Length)
    : Expression(Offset, Length);

/// <summary><c>-x</c>, <c>+x</c> or <c>not x</c>.</summary>
internal sealed record UnaryExpression(string Operator, Expression Operand, int Offset, int Length)
    : Expression(Offset, Length);

/// <summary>Two operands and an operator.</summary>
internal sealed record BinaryExpression(string Operator, Expression Left, Expression Right, int Offset, int Length)
    : Expression(Offset, Length)
{
    /// <summary>Two operands and an operator, placed from the start of the left to the end of the right.</summary>
    public static BinaryExpression Over(string symbol, Expression left, Expression right) =>
        new(symbol, left, right, left.Offset, Math.Max(right.Offset + right.Length - left.Offset, 1));
}

/// <summary><c>a if c else b</c>.</summary>
internal sealed record ConditionalExpression(
    Expression Condition,
    Expression Then,
    Expression? Else,
    int Offset,
    int Length
) : Expression(Offset, Length);

/// <summary><c>value | filter(arguments)</c>.</summary>
internal sealed record FilterExpression(
    string Name,
    Expression Input,
    ImmutableArray<Expression> Arguments,
    int Offset,
    int Length
) : Expression(Offset, Length);

/// <summary><c>name is defined</c> or its negation.</summary>
internal sealed record DefinedExpression(NameExpression Name, bool IsNegated, int Offset, int Length)
    : Expression(Offset, Length);
