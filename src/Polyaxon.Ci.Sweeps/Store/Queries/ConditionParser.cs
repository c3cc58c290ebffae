using System.Collections.Immutable;
using System.Globalization;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>Reads the condition behind the colon, without its negation, as the field's kind wants it.</summary>
internal static class ConditionParser
{
    private const string NothingBesideBar = "A value is missing beside '|'.";

    /// <summary>Longest first, so that <c>&lt;=</c> is not read as <c>&lt;</c>.</summary>
    private static readonly (string Text, Comparison Comparison)[] Operators =
    [
        ("<=", Comparison.LessOrEqual),
        ("=<", Comparison.LessOrEqual),
        (">=", Comparison.GreaterOrEqual),
        ("=>", Comparison.GreaterOrEqual),
        ("<", Comparison.Less),
        (">", Comparison.Greater),
    ];

    public static (QueryTest? Test, QueryFault? Fault) Parse(QueryField field, Piece operand, FieldSet fields) =>
        field.Kind switch
        {
            FieldKind.Number or FieldKind.Metric => ParseNumber(field, operand),
            FieldKind.Time => TimeCondition.Parse(field, operand),
            FieldKind.Param => ParseParam(field, operand),
            FieldKind.Text => ParseText(field, operand, fields),
            _ => ParseValues(field, operand, fields),
        };

    /// <summary>Splits off a leading comparison.</summary>
    public static (Comparison? Comparison, Piece Operand) Operator(Piece operand)
    {
        foreach (var (text, comparison) in Operators)
        {
            if (operand.Text.StartsWith(text, StringComparison.Ordinal))
            {
                return (comparison, operand.Skip(text.Length));
            }
        }

        return (null, operand);
    }

    private static (QueryTest?, QueryFault?) ParseNumber(QueryField field, Piece operand)
    {
        var (comparison, rest) = Operator(operand);
        return Number(rest) is { } number
            ? (new NumberTest(comparison ?? Comparison.Equal, number), null)
            : (
                null,
                rest.Fault($"'{field.Name}' is compared with a number, as in <0.1, >=10 or 3; '{rest.Text}' is none.")
            );
    }

    private static (QueryTest?, QueryFault?) ParseParam(QueryField field, Piece operand)
    {
        if (Operator(operand).Comparison is not null)
        {
            return ParseNumber(field, operand);
        }

        var dots = operand.IsQuoted ? -1 : operand.Text.IndexOf("..", StringComparison.Ordinal);
        return dots >= 0 && Number(operand.Inner(0, dots)) is { } low && Number(operand.Skip(dots + 2)) is { } high
            ? (new NumberRangeTest(low, high), null)
            : ParseList(operand);
    }

    private static (QueryTest?, QueryFault?) ParseText(QueryField field, Piece operand, FieldSet fields)
    {
        var text = operand.Text;
        var (before, after) = (text.StartsWith('%'), text.Length > 1 && text.EndsWith('%'));
        return (before || after) && !operand.IsQuoted
            ? (new PatternTest(text[(before ? 1 : 0)..(after ? ^1 : ^0)], before, after), null)
            : ParseValues(field, operand, fields);
    }

    private static (QueryTest?, QueryFault?) ParseValues(QueryField field, Piece operand, FieldSet fields)
    {
        if (Operator(operand).Comparison is not null)
        {
            return (null, operand.Fault($"'{field.Name}' takes a value or a list such as a|b, not a comparison."));
        }

        if (!operand.IsQuoted && operand.Text.Contains("..", StringComparison.Ordinal))
        {
            return (null, operand.Fault($"'{field.Name}' takes a value or a list such as a|b, not a range."));
        }

        return
            operand.Split('|').Select(one => Fault(field, one, fields)).FirstOrDefault(fault => fault is not null)
                is { } found
            ? (null, found)
            : ParseList(operand);
    }

    private static (QueryTest?, QueryFault?) ParseList(Piece operand)
    {
        ImmutableArray<Piece> values = [.. operand.Split('|')];
        return values.FirstOrDefault(value => value.Length == 0) is { Text: not null } empty
            ? (null, empty.Fault(NothingBesideBar))
            : (new OneOfTest([.. values.Select(value => value.Plain)]), null);
    }

    private static QueryFault? Fault(QueryField field, Piece value, FieldSet fields) =>
        value.Length == 0
            ? value.Fault(NothingBesideBar)
            : field.Kind switch
            {
                FieldKind.Id when !long.TryParse(value.Plain, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
                    value.Fault($"'{field.Name}' is a running number such as 3; '{value.Text}' is none."),
                FieldKind.Flag when value.Plain is not ("true" or "false") => value.Fault(
                    $"'{field.Name}' is true or false."
                ),
                FieldKind.Status when !fields.Statuses.Contains(value.Plain, StringComparer.OrdinalIgnoreCase) =>
                    value.Fault(
                        $"There is no status '{value.Plain}'.{NearestName.Hint(value.Plain, fields.Statuses)} "
                            + $"Statuses are {string.Join(", ", fields.Statuses)}."
                    ),
                _ => null,
            };

    private static double? Number(Piece piece) =>
        double.TryParse(piece.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;
}
