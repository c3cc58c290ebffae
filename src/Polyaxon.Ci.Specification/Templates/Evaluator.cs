using System.Collections.Immutable;
using System.Numerics;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Evaluates expressions over named values. Expressions have no loops and no calls, so evaluation always ends.</summary>
/// <param name="find">The value of a name; null when undefined.</param>
internal sealed class Evaluator(Func<string, Value?> find)
{
    private readonly EvaluationBudget _budget = new();

    /// <summary>The value of an expression.</summary>
    public Value Evaluate(Expression expression)
    {
        var value = Compute(expression);
        return _budget.TrySpend(value)
            ? value
            : throw new TemplateFault(
                TemplateRules.Evaluation,
                expression.Offset,
                expression.Length,
                "The template takes too many steps, or makes a value that is too large or too deep."
            );
    }

    private Value Compute(Expression expression) =>
        expression switch
        {
            LiteralExpression literal => literal.Value,
            NameExpression name => find(name.Name) ?? throw Undefined(name),
            ListExpression list => new ListValue([.. list.Items.Select(Evaluate)]),
            DefinedExpression test => Value.Of(find(test.Name.Name) is null == test.IsNegated),
            UnaryExpression unary => Unary(unary, Evaluate(unary.Operand)),
            BinaryExpression { Operator: "and" } and => Evaluate(and.Left) is var left && Arithmetic.IsTrue(left)
                ? Evaluate(and.Right)
                : left,
            BinaryExpression { Operator: "or" } or => Evaluate(or.Left) is var left && Arithmetic.IsTrue(left)
                ? left
                : Evaluate(or.Right),
            BinaryExpression binary => Arithmetic.Apply(binary, Evaluate(binary.Left), Evaluate(binary.Right)),
            ConditionalExpression choice => Arithmetic.IsTrue(Evaluate(choice.Condition)) ? Evaluate(choice.Then)
            : choice.Else is null ? Value.Of("")
            : Evaluate(choice.Else),
            IndexExpression index => Index(index),
            FilterExpression { Name: "default" or "d" } filter => Default(filter),
            FilterExpression filter => Filters.Apply(filter, Evaluate(filter.Input), Arguments(filter)),
            _ => throw new ArgumentOutOfRangeException(nameof(expression)),
        };

    private ImmutableArray<Value> Arguments(FilterExpression filter) => [.. filter.Arguments.Select(Evaluate)];

    /// <summary>Jinja's default: for an undefined input, or, with true as second argument, for any false one.</summary>
    private Value Default(FilterExpression filter)
    {
        var arguments = Arguments(filter);
        var otherwise = arguments.IsEmpty ? Value.Of("") : arguments[0];
        if (filter.Input is NameExpression name && find(name.Name) is null)
        {
            return otherwise;
        }

        var input = filter.Input is IndexExpression index ? FindIndex(index) : Evaluate(filter.Input);
        var replacesFalse = arguments.Length > 1 && Arithmetic.IsTrue(arguments[1]);
        return input is null || (replacesFalse && !Arithmetic.IsTrue(input)) ? otherwise : input;
    }

    private Value Index(IndexExpression index) =>
        FindIndex(index)
        ?? throw new TemplateFault(
            TemplateRules.Evaluation,
            index.Offset,
            index.Length,
            $"There is no '{Evaluate(index.Index)}' in {Shown(index.Target)}."
        );

    private Value? FindIndex(IndexExpression index)
    {
        var (target, key) = (Evaluate(index.Target), Evaluate(index.Index));
        return (target, key) switch
        {
            (ListValue list, IntegerValue { Number: var i }) => At(list.Items.Length, i) is { } at
                ? list.Items[at]
                : null,
            (TextValue text, IntegerValue { Number: var i }) => At(text.Text.Length, i) is { } at
                ? Value.Of(text.Text[at].ToString())
                : null,
            (MapValue map, TextValue name) => map[name.Text],
            _ => null,
        };
    }

    /// <summary>A position counted from the start, or from the end when negative; null outside.</summary>
    private static int? At(int length, BigInteger index)
    {
        var at = index.Sign < 0 ? length + index : index;
        return at >= 0 && at < length ? (int)at : null;
    }

    private static Value Unary(UnaryExpression unary, Value operand) =>
        (unary.Operator, Arithmetic.Amount(operand)) switch
        {
            ("not", _) => Value.Of(!Arithmetic.IsTrue(operand)),
            ("-", IntegerValue integer) => Value.Of(-integer.Number),
            ("-", FloatValue real) => Value.Of(-real.Number),
            ("+", { } number) => number,
            _ => throw new TemplateFault(
                TemplateRules.Evaluation,
                unary.Offset,
                unary.Length,
                $"'{unary.Operator}' needs a number, not {Arithmetic.Kind(operand)}."
            ),
        };

    private static string Shown(Expression target) => target is NameExpression name ? $"'{name.Name}'" : "this value";

    private static TemplateFault Undefined(NameExpression name) =>
        new(TemplateRules.UndefinedName, name.Offset, name.Length, $"'{name.Name}' is not defined.");
}
