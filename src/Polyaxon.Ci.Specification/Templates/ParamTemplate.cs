using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>A value of <c>params</c> with the templates in its texts parsed. The family is closed.</summary>
internal abstract record ParamTemplate
{
    /// <summary>The templates inside, each with the scalar it stands in.</summary>
    public abstract IEnumerable<PlacedTemplate> Templates { get; }

    /// <summary>The value with the names filled in.</summary>
    public abstract Value Resolve(Evaluator evaluator);

    /// <summary>Parses a value; throws a fault together with its scalar through <paramref name="report"/>.</summary>
    public static ParamTemplate Parse(Node node, Action<ScalarNode, TemplateFault> report) =>
        node switch
        {
            ScalarNode scalar => ParseScalar(scalar, report),
            SequenceNode list => new ListParam([.. list.Items.Select(item => Parse(item, report))]),
            MappingNode map => new MapParam([
                .. map.Entries.Select(entry => (ParseScalar(entry.Key, report), Parse(entry.Value, report))),
            ]),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

    private static ParamTemplate ParseScalar(ScalarNode scalar, Action<ScalarNode, TemplateFault> report)
    {
        if (scalar.Value is TextValue && TemplateParser.IsTemplate(scalar.Text))
        {
            try
            {
                return new TextParam(TemplateParser.Parse(scalar.Text), scalar);
            }
            catch (TemplateFault fault)
            {
                report(scalar, fault);
            }
        }

        return new ConstantParam(scalar.Value);
    }
}

/// <summary>A value without templates.</summary>
internal sealed record ConstantParam(Value Value) : ParamTemplate
{
    /// <inheritdoc/>
    public override IEnumerable<PlacedTemplate> Templates => [];

    /// <inheritdoc/>
    public override Value Resolve(Evaluator evaluator) => Value;
}

/// <summary>A text with templates; where the whole text is one, the value keeps its type.</summary>
internal sealed record TextParam(TemplateText Template, ScalarNode Node) : ParamTemplate
{
    /// <inheritdoc/>
    public override IEnumerable<PlacedTemplate> Templates => [new PlacedTemplate(Template, Node)];

    /// <inheritdoc/>
    public override Value Resolve(Evaluator evaluator)
    {
        try
        {
            return Template.WholeExpression is { } whole
                ? evaluator.Evaluate(whole)
                : Value.Of(Template.Render(evaluator));
        }
        catch (TemplateFault fault)
        {
            throw new LocatedFault(Node, fault);
        }
    }
}

/// <summary>A list.</summary>
internal sealed record ListParam(ImmutableArray<ParamTemplate> Items) : ParamTemplate
{
    /// <inheritdoc/>
    public override IEnumerable<PlacedTemplate> Templates => Items.SelectMany(item => item.Templates);

    /// <inheritdoc/>
    public override Value Resolve(Evaluator evaluator) =>
        new ListValue([.. Items.Select(item => item.Resolve(evaluator))]);
}

/// <summary>A map; its keys may be templates too.</summary>
internal sealed record MapParam(ImmutableArray<(ParamTemplate Key, ParamTemplate Value)> Entries) : ParamTemplate
{
    /// <inheritdoc/>
    public override IEnumerable<PlacedTemplate> Templates =>
        Entries.SelectMany(entry => entry.Key.Templates.Concat(entry.Value.Templates));

    /// <inheritdoc/>
    public override Value Resolve(Evaluator evaluator) =>
        new MapValue([
            .. Entries.Select(entry =>
                KeyValuePair.Create(entry.Key.Resolve(evaluator).ToString(), entry.Value.Resolve(evaluator))
            ),
        ]);
}

/// <summary>Thrown inside this folder only: a fault together with the scalar it stands in.</summary>
internal sealed class LocatedFault(ScalarNode node, TemplateFault fault) : Exception(fault.Message)
{
    /// <summary>The fault as a diagnostic.</summary>
    public Diagnostic ToDiagnostic() => new(fault.Rule, fault.Message, node.SpanOf(fault.Offset, fault.Length));
}
