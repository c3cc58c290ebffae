using System.Collections.Immutable;
using System.Text;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>A part of a template. The family is closed.</summary>
internal abstract record TemplatePart;

/// <summary>Text taken as it is.</summary>
internal sealed record LiteralPart(string Text) : TemplatePart;

/// <summary><c>{{ expression }}</c>.</summary>
internal sealed record OutputPart(Expression Expression) : TemplatePart;

/// <summary><c>{% if %}…{% elif %}…{% else %}…{% endif %}</c>; the condition of the else branch is null.</summary>
internal sealed record IfPart(ImmutableArray<IfBranch> Branches) : TemplatePart;

/// <summary>One branch of an if.</summary>
internal sealed record IfBranch(Expression? Condition, ImmutableArray<TemplatePart> Parts);

/// <summary>A parsed template. Immutable; rendering is one pass, what a value holds is never rendered again.</summary>
internal sealed class TemplateText(ImmutableArray<TemplatePart> parts)
{
    /// <summary>The longest text rendered.</summary>
    private const int MaxOutput = 1 << 20;

    /// <summary>The parts in order.</summary>
    public ImmutableArray<TemplatePart> Parts { get; } = parts;

    /// <summary>The expression, when the whole text is one template; its value keeps its type then.</summary>
    public Expression? WholeExpression => Parts is [OutputPart output] ? output.Expression : null;

    /// <summary>All names used, each once per place; those that may be undefined (under <c>default</c> or <c>is defined</c>) are marked.</summary>
    public IEnumerable<NameUse> Names() => Parts.SelectMany(NamesOf);

    /// <summary>The names that are printed as one word of a shell: <c>{{ name | quote }}</c>.</summary>
    public IEnumerable<string> ShellWords() => ShellWordsOf(Parts);

    /// <summary>The rendered text.</summary>
    public string Render(Evaluator evaluator)
    {
        var output = new StringBuilder();
        Render(Parts, evaluator, output);
        return output.ToString();
    }

    private static void Render(ImmutableArray<TemplatePart> parts, Evaluator evaluator, StringBuilder output)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case LiteralPart literal:
                    output.Append(literal.Text);
                    break;
                case OutputPart { Expression: var expression }:
                    output.Append(PythonText.Format(evaluator.Evaluate(expression)));
                    if (output.Length > MaxOutput)
                    {
                        throw new TemplateFault(
                            TemplateRules.Evaluation,
                            expression.Offset,
                            expression.Length,
                            "The rendered text is longer than 1 MiB."
                        );
                    }

                    break;
                case IfPart choice:
                    var branch = choice.Branches.FirstOrDefault(branch =>
                        branch.Condition is null || Arithmetic.IsTrue(evaluator.Evaluate(branch.Condition))
                    );
                    Render(branch?.Parts ?? [], evaluator, output);
                    break;
            }
        }
    }

    private static IEnumerable<NameUse> NamesOf(TemplatePart part) =>
        part switch
        {
            OutputPart output => ExpressionNames.Of(output.Expression),
            IfPart choice => choice.Branches.SelectMany(branch =>
                (branch.Condition is null ? [] : ExpressionNames.Of(branch.Condition)).Concat(
                    branch.Parts.SelectMany(NamesOf)
                )
            ),
            _ => [],
        };

    private static IEnumerable<string> ShellWordsOf(IEnumerable<TemplatePart> parts) =>
        parts.SelectMany(part =>
            part switch
            {
                OutputPart { Expression: FilterExpression { Name: "quote", Input: NameExpression name } } =>
                [
                    name.Name,
                ],
                IfPart choice => choice.Branches.SelectMany(branch => ShellWordsOf(branch.Parts)),
                _ => [],
            }
        );
}
