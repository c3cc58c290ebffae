using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Operators with Python's rules: integers stay exact, <c>/</c> always gives a float, <c>//</c> and <c>%</c> round down.</summary>
internal static class Arithmetic
{
    /// <summary>The longest text or list an operator may make.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>Applies an operator.</summary>
    public static Value Apply(BinaryExpression at, Value left, Value right) =>
        at.Operator switch
        {
            "==" => Value.Of(ValueEquality.Numeric.Equals(left, right)),
            "!=" => Value.Of(!ValueEquality.Numeric.Equals(left, right)),
            "<" or "<=" or ">" or ">=" => Value.Of(Compare(at, left, right)),
            "in" => Value.Of(Contains(at, left, right)),
            "not in" => Value.Of(!Contains(at, left, right)),
            "~" => Text(at, left.ToString(), right.ToString()),
            "+" when left is TextValue a && right is TextValue b => Text(at, a.Text, b.Text),
            "+" when left is ListValue a && right is ListValue b => new ListValue([.. a.Items, .. b.Items]),
            "*" when left is TextValue text && right is IntegerValue { Number: var times } => Repeat(
                at,
                text.Text,
                times
            ),
            "*" when right is TextValue text && left is IntegerValue { Number: var times } => Repeat(
                at,
                text.Text,
                times
            ),
            _ => Number(at, left, right),
        };

    /// <summary>Python's truth of a value: empty, zero, none and false are false.</summary>
    public static bool IsTrue(Value value) =>
        value switch
        {
            NullValue => false,
            BooleanValue boolean => boolean.Flag,
            IntegerValue integer => !integer.Number.IsZero,
            FloatValue real => real.Number != 0,
            TextValue text => text.Text.Length > 0,
            ListValue list => !list.Items.IsEmpty,
            MapValue map => !map.Entries.IsEmpty,
            _ => true,
        };

    private static Value Number(BinaryExpression at, Value left, Value right)
    {
        if (Amount(left) is not { } a || Amount(right) is not { } b)
        {
            throw Fault(at, $"'{at.Operator}' needs numbers, not {Kind(left)} and {Kind(right)}.");
        }

        if (
            a is IntegerValue { Number: var x }
            && b is IntegerValue { Number: var y }
            && at.Operator != "/"
            && !(at.Operator == "**" && y.Sign < 0)
        )
        {
            return Value.Of(Integer(at, x, y));
        }

        var result = Real(at, a.AsDouble()!.Value, b.AsDouble()!.Value);
        if (!double.IsFinite(result))
        {
            throw Fault(at, "The result is no finite number.");
        }

        return Value.Of(result);
    }

    private static BigInteger Integer(BinaryExpression at, BigInteger x, BigInteger y) =>
        at.Operator switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" when x.GetBitLength() + y.GetBitLength() <= EvaluationBudget.MaxBits => x * y,
            "*" => throw Fault(at, "This product is too large."),
            "//" when !y.IsZero => Floor(x, y),
            "%" when !y.IsZero => x - (Floor(x, y) * y),
            "**" when y * x.GetBitLength() <= EvaluationBudget.MaxBits => BigInteger.Pow(x, (int)y),
            "**" => throw Fault(at, "This power is too large."),
            _ => throw Fault(at, "Division by zero."),
        };

    private static BigInteger Floor(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(x, y, out var remainder);
        return remainder.Sign != 0 && remainder.Sign != y.Sign ? quotient - 1 : quotient;
    }

    private static double Real(BinaryExpression at, double x, double y) =>
        at.Operator switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" when y != 0 => x / y,
            "//" when y != 0 => FloatArithmetic.FloorDivide(x, y),
            "%" when y != 0 => FloatArithmetic.Modulo(x, y),
            "**" when x != 0 || y >= 0 => FloatArithmetic.Power(x, y),
            _ => throw Fault(at, "Division by zero."),
        };

    private static bool Compare(BinaryExpression at, Value left, Value right)
    {
        var order =
            left is TextValue a && right is TextValue b ? string.CompareOrdinal(a.Text, b.Text)
            : Amount(left) is IntegerValue i && Amount(right) is IntegerValue j ? i.Number.CompareTo(j.Number)
            : Amount(left)?.AsDouble() is { } x && Amount(right)?.AsDouble() is { } y ? x.CompareTo(y)
            : throw Fault(at, $"{Kind(left)} and {Kind(right)} have no order.");
        return at.Operator switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static bool Contains(BinaryExpression at, Value item, Value collection) =>
        collection switch
        {
            TextValue text when item is TextValue part => text.Text.Contains(part.Text, StringComparison.Ordinal),
            ListValue list => list.Items.Contains(item, ValueEquality.Numeric),
            MapValue map when item is TextValue key => map[key.Text] is not null,
            _ => throw Fault(at, $"'in' needs a list, a map or a text on its right, not {Kind(collection)}."),
        };

    private static Value Text(BinaryExpression at, string left, string right) =>
        left.Length + right.Length <= MaxLength ? Value.Of(left + right) : throw Fault(at, "This text is too long.");

    private static Value Repeat(BinaryExpression at, string text, BigInteger times) =>
        text.Length * times <= MaxLength
            ? Value.Of(string.Concat(Enumerable.Repeat(text, text.Length == 0 || times.Sign < 0 ? 0 : (int)times)))
            : throw Fault(at, "This text is too long.");

    /// <summary>A number, with booleans counting as 0 and 1 as in Python; null for anything else.</summary>
    public static Value? Amount(Value value) =>
        value is BooleanValue boolean ? Value.Of(boolean.Flag ? 1 : 0)
        : value.IsNumber ? value
        : null;

    /// <summary>A value's type in words.</summary>
    public static string Kind(Value value) =>
        value switch
        {
            NullValue => "none",
            BooleanValue => "a boolean",
            IntegerValue => "an integer",
            FloatValue => "a float",
            TextValue => "a text",
            ListValue => "a list",
            _ => "a map",
        };

    private static TemplateFault Fault(BinaryExpression at, string message) =>
        new(TemplateRules.Evaluation, at.Offset, at.Length, message);
}
