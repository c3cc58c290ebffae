namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Finds the names an expression uses.</summary>
internal static class ExpressionNames
{
    /// <summary>The names, marked where they may be undefined.</summary>
    public static IEnumerable<NameUse> Of(Expression expression) =>
        expression switch
        {
            NameExpression name => [new NameUse(name, false)],
            DefinedExpression test => [new NameUse(test.Name, true)],
            FilterExpression { Name: "default" or "d", Input: NameExpression name } filter =>
            [
                new NameUse(name, true),
                .. filter.Arguments.SelectMany(Of),
            ],
            FilterExpression filter => Of(filter.Input).Concat(filter.Arguments.SelectMany(Of)),
            ListExpression list => list.Items.SelectMany(Of),
            IndexExpression index => Of(index.Target).Concat(Of(index.Index)),
            UnaryExpression unary => Of(unary.Operand),
            BinaryExpression binary => Of(binary.Left).Concat(Of(binary.Right)),
            ConditionalExpression choice => Of(choice.Condition)
                .Concat(Of(choice.Then))
                .Concat(choice.Else is null ? [] : Of(choice.Else)),
            _ => [],
        };
}
