using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>The filters, with Jinja's meaning.</summary>
internal static class Filters
{
    private const string PlainInShell = "_@%+=:,./-";

    /// <summary>Their names. <c>default</c> is applied by the evaluator, since its input may be undefined.</summary>
    public static FrozenSet<string> Names { get; } =
        new[]
        {
            "default",
            "d",
            "upper",
            "lower",
            "title",
            "capitalize",
            "trim",
            "replace",
            "round",
            "int",
            "float",
            "string",
            "abs",
            "length",
            "count",
            "join",
            "first",
            "last",
            "min",
            "max",
            "sum",
            "tojson",
            "quote",
        }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Applies a filter.</summary>
    public static Value Apply(FilterExpression at, Value input, ImmutableArray<Value> arguments) =>
        at.Name switch
        {
            "upper" => Value.Of(input.ToString().ToUpperInvariant()),
            "lower" => Value.Of(input.ToString().ToLowerInvariant()),
            "title" => Value.Of(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(input.ToString().ToLowerInvariant())),
            "capitalize" => Value.Of(Capitalize(input.ToString())),
            "trim" => Value.Of(input.ToString().Trim()),
            "replace" => Replace(at, input, arguments),
            "round" => Round(at, input, arguments),
            "int" => Integer(input, arguments),
            "float" => Real(input, arguments),
            "string" => Value.Of(input.ToString()),
            "abs" => Absolute(at, input),
            "length" or "count" => Value.Of(Length(at, input)),
            "join" => Join(at, Items(at, input), arguments.IsEmpty ? "" : arguments[0].ToString()),
            "first" => Items(at, input) is [var first, ..] ? first : throw Empty(at),
            "last" => Items(at, input) is [.., var last] ? last : throw Empty(at),
            "min" => Extreme(at, input, "<"),
            "max" => Extreme(at, input, ">"),
            "quote" => Value.Of(ShellWord(input.ToString())),
            "sum" => Items(at, input).Aggregate(Value.Of(0), (sum, item) => Apply("+", at, sum, item)),
            _ => Value.Of(JsonText.Format(input, JsonSpacing.Python)),
        };

    private static Value Join(FilterExpression at, ImmutableArray<Value> items, string separator) =>
        (long)items.Length * separator.Length <= EvaluationBudget.MaxLength
            ? Value.Of(string.Join(separator, items.Select(item => item.ToString())))
            : throw Fault(at, "The text is too long.");

    /// <summary>
    /// One word of a POSIX shell, whatever the text holds: between single quotes nothing has a meaning but their end.
    /// </summary>
    private static string ShellWord(string text) =>
        text.Length > 0
        && text.All(c => char.IsAsciiLetterOrDigit(c) || PlainInShell.Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";

    private static string Capitalize(string text) =>
        text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    private static Value Replace(FilterExpression at, Value input, ImmutableArray<Value> arguments) =>
        arguments is [var old, var with] && old.ToString().Length > 0
            ? (long)input.ToString().Length / old.ToString().Length * with.ToString().Length
            > EvaluationBudget.MaxLength
                ? throw Fault(at, "The text is too long.")
                : Value.Of(input.ToString().Replace(old.ToString(), with.ToString(), StringComparison.Ordinal))
            : throw Fault(at, "'replace' takes what to replace and by what.");

    /// <summary>Rounds half to even of the exact value, as Python does: an integer stays one, a float stays a float.</summary>
    private static Value Round(FilterExpression at, Value input, ImmutableArray<Value> arguments)
    {
        var places =
            arguments.IsEmpty ? 0
            : arguments[0] is IntegerValue { Number: var given } && given >= -300 && given <= 300 ? (int)given
            : throw Fault(at, "'round' takes a number of places.");
        if (Arithmetic.Amount(input) is IntegerValue { Number: var integer })
        {
            var scale = BigInteger.Pow(10, Math.Max(-places, 0));
            return Value.Of(PythonNumbers.RoundQuotient(integer, scale) * scale);
        }

        if (Arithmetic.Amount(input)?.AsDouble() is not { } number || !double.IsFinite(number))
        {
            throw Fault(at, $"'round' needs a number, not {Arithmetic.Kind(input)}.");
        }

        return Value.Of(PythonNumbers.Round(number, places));
    }

    private static Value Integer(Value input, ImmutableArray<Value> arguments)
    {
        var value = input is TextValue text ? CoreSchema.Resolve(text.Text.Trim()) : Arithmetic.Amount(input);
        return value switch
        {
            IntegerValue => value,
            FloatValue { Number: var number } when double.IsFinite(number) => Value.Of(
                new BigInteger(Math.Truncate(number))
            ),
            _ => arguments.IsEmpty ? Value.Of(0) : arguments[0],
        };
    }

    private static Value Real(Value input, ImmutableArray<Value> arguments)
    {
        var value = input is TextValue text ? CoreSchema.Resolve(text.Text.Trim()) : Arithmetic.Amount(input);
        return value?.AsDouble() is { } number && double.IsFinite(number) ? Value.Of(number)
            : arguments.IsEmpty ? Value.Of(0.0)
            : arguments[0];
    }

    private static Value Absolute(FilterExpression at, Value input) =>
        Arithmetic.Amount(input) switch
        {
            IntegerValue integer => Value.Of(BigInteger.Abs(integer.Number)),
            FloatValue real => Value.Of(Math.Abs(real.Number)),
            _ => throw Fault(at, $"'abs' needs a number, not {Arithmetic.Kind(input)}."),
        };

    private static long Length(FilterExpression at, Value input) =>
        input switch
        {
            TextValue text => new StringInfo(text.Text).LengthInTextElements,
            ListValue list => list.Items.Length,
            MapValue map => map.Entries.Length,
            _ => throw Fault(at, $"{Arithmetic.Kind(input)} has no length."),
        };

    private static ImmutableArray<Value> Items(FilterExpression at, Value input) =>
        input switch
        {
            ListValue list => list.Items,
            MapValue map => [.. map.Entries.Select(entry => Value.Of(entry.Key))],
            TextValue text => [.. text.Text.Select(c => Value.Of(c.ToString()))],
            _ => throw Fault(at, $"'{at.Name}' needs a list, not {Arithmetic.Kind(input)}."),
        };

    private static Value Extreme(FilterExpression at, Value input, string symbol)
    {
        var items = Items(at, input);
        if (items.IsEmpty)
        {
            throw Empty(at);
        }

        var best = items[0];
        foreach (var item in items)
        {
            best = Arithmetic.IsTrue(Apply(symbol, at, item, best)) ? item : best;
        }

        return best;
    }

    private static Value Apply(string symbol, FilterExpression at, Value left, Value right) =>
        Arithmetic.Apply(new BinaryExpression(symbol, at.Input, at.Input, at.Offset, at.Length), left, right);

    private static TemplateFault Empty(FilterExpression at) => Fault(at, $"'{at.Name}' of an empty list.");

    private static TemplateFault Fault(FilterExpression at, string message) =>
        new(TemplateRules.Evaluation, at.Offset, at.Length, message);
}
