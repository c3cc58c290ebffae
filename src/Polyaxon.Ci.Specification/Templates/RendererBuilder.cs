using System.Buffers;
using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Parses and checks all templates of a file.</summary>
internal sealed class RendererBuilder(Polyaxonfile file, DiagnosticBag diagnostics)
{
    /// <summary>The longest chain of params that refer to each other.</summary>
    private const int MaxChain = 200;

    private static readonly SearchValues<char> ShellCharacters = SearchValues.Create("$`;&|<>\"'\\*?(){}\n");

    private readonly HashSet<string> _ordered = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ParamTemplate> _params = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<NamedParam> _order = [];
    private readonly List<string> _path = [];

    /// <summary>The renderer; null when a template is faulty.</summary>
    public ExperimentRenderer? Build()
    {
        _known.UnionWith(file.Hptuning.Matrix.Select(parameter => parameter.Name));
        if (file.Hptuning.Search is HyperbandSection hyperband)
        {
            _known.Add(hyperband.Resource.Name);
        }

        AddParams();
        var command = file.Command.Select(ParseCommand).OfType<PlacedTemplate>().ToImmutableArray();
        foreach (var (template, node) in _params.Values.SelectMany(param => param.Templates).Concat(command))
        {
            CheckNames(template, node);
        }

        foreach (var name in _names)
        {
            Order(name);
        }

        WarnOfUnused(command);
        WarnOfShell(command);
        if (diagnostics.HasErrors)
        {
            return null;
        }

        var renderer = new ExperimentRenderer(file, [.. _order], [.. _names], command);
        ProbeExperiment.Check(file, renderer, diagnostics);
        return diagnostics.HasErrors ? null : renderer;
    }

    /// <summary>
    /// The params that count: a matrix value beats a param of its name, and either beats an input's default. An optional input
    /// without any of them is none.
    /// </summary>
    private void AddParams()
    {
        var swept = _known.ToHashSet(StringComparer.Ordinal);
        foreach (var param in file.Params.Where(param => !swept.Contains(param.Name)))
        {
            _names.Add(param.Name);
            _known.Add(param.Name);
            _params[param.Name] = ParamTemplate.Parse(param.Value, Report);
            CheckSize(param);
        }

        foreach (var input in file.Inputs.Where(input => input.IsOptional && !_known.Contains(input.Name)))
        {
            _names.Add(input.Name);
            _known.Add(input.Name);
            _params[input.Name] = new ConstantParam(input.Default ?? Value.Null);
        }
    }

    /// <summary>Aliases repeat a long text at no cost in the file, but every experiment would carry all of it.</summary>
    private void CheckSize(ParameterDefinition param)
    {
        if (!new EvaluationBudget().TrySpend(param.Value.ToValue()))
        {
            diagnostics.Add(
                TemplateRules.Evaluation,
                param.Span,
                $"The value of '{param.Name}' prints more than {EvaluationBudget.MaxLength} characters; put it into a file and name the file."
            );
        }
    }

    private PlacedTemplate? ParseCommand(ScalarNode node)
    {
        var text = CommandText.Shape(node, diagnostics);

        // Faults are found in the file by their text, so the shaped text stands for the node's own.
        var shaped = new ScalarNode(node.Span, text, node.Style, Value.Of(text), node.Source);
        try
        {
            return new PlacedTemplate(TemplateParser.Parse(text), shaped);
        }
        catch (TemplateFault fault)
        {
            Report(shaped, fault);
            return null;
        }
    }

    private void CheckNames(TemplateText template, ScalarNode node)
    {
        // Each name once: finding the place of a name in a long text takes time.
        foreach (
            var (name, mayBeUndefined) in template
                .Names()
                .DistinctBy(use => (use.Name.Name, use.MayBeUndefined))
                .Take(200)
        )
        {
            if (!mayBeUndefined && !_known.Contains(name.Name))
            {
                var isLenient = file.Kind == PolyaxonKind.Experiment;
                diagnostics.Add(
                    isLenient ? TemplateRules.UndefinedInExperiment : TemplateRules.UndefinedName,
                    node.SpanOf(name.Offset, name.Length),
                    () =>
                        $"'{name.Name}' is neither in 'matrix' nor in 'params'{(isLenient ? "; it becomes empty text" : "")}.{NearestName.Hint(name.Name, _known)}"
                );
            }
        }
    }

    /// <summary>Puts a param behind those it refers to; a circle is an error that names the path.</summary>
    private void Order(string name)
    {
        if (!_params.TryGetValue(name, out var template) || _ordered.Contains(name))
        {
            return;
        }

        var start = _path.IndexOf(name);
        if (start >= 0)
        {
            var definition = file.Params.First(param => param.Name == name);
            var circle = string.Join(" → ", _path.Skip(start).Append(name));
            diagnostics.Add(
                TemplateRules.Cycle,
                definition.Value.Span,
                $"Params refer to each other in a circle: {circle}. Write one of them out."
            );
            return;
        }

        if (_path.Count == MaxChain)
        {
            var definition = file.Params.First(param => param.Name == name);
            diagnostics.Add(
                TemplateRules.Cycle,
                definition.Value.Span,
                $"More than {MaxChain} params refer to each other in a chain here."
            );
            return;
        }

        _path.Add(name);
        foreach (var (used, _) in template.Templates.SelectMany(inner => inner.Template.Names()))
        {
            Order(used.Name);
        }

        _path.RemoveAt(_path.Count - 1);
        _ordered.Add(name);
        _order.Add(new NamedParam(name, template));
    }

    private void WarnOfUnused(ImmutableArray<PlacedTemplate> command)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(
            command.SelectMany(part => part.Template.Names()).Select(found => found.Name.Name)
        );
        while (open.TryDequeue(out var name))
        {
            if (used.Add(name) && _params.TryGetValue(name, out var param))
            {
                param
                    .Templates.SelectMany(inner => inner.Template.Names())
                    .ToList()
                    .ForEach(found => open.Enqueue(found.Name.Name));
            }
        }

        foreach (var parameter in file.Hptuning.Matrix.Where(parameter => !used.Contains(parameter.Name)))
        {
            diagnostics.Add(
                TemplateRules.Unused,
                parameter.Span,
                $"'{parameter.Name}' is not used in 'run.cmd'; write {{{{ {parameter.Name} }}}} there, or read it from POLYAXON_DECLARATIONS."
            );
        }
    }

    private void WarnOfShell(ImmutableArray<PlacedTemplate> command)
    {
        var used = command.SelectMany(part => part.Template.Names()).CountBy(use => use.Name.Name).ToDictionary();
        var words = command.SelectMany(part => part.Template.ShellWords()).CountBy(name => name).ToDictionary();
        foreach (
            var param in file.Params.Where(param => _params.ContainsKey(param.Name) && HoldsShellCharacters(param))
        )
        {
            // What a command never names may reach it through another param.
            if (!used.TryGetValue(param.Name, out var uses) || uses > words.GetValueOrDefault(param.Name))
            {
                diagnostics.Add(
                    TemplateRules.ShellCharacters,
                    SourceSpan.CommandLine,
                    $"The value of '-P {param.Name}' holds characters that a shell interprets; write {{{{ {param.Name} | quote }}}} in 'run.cmd'."
                );
            }
        }
    }

    private static bool HoldsShellCharacters(ParameterDefinition param) =>
        param is { FromCommandLine: true, Value: ScalarNode { Text: var text } }
        && text.AsSpan().ContainsAny(ShellCharacters);

    private void Report(ScalarNode node, TemplateFault fault) =>
        diagnostics.Add(fault.Rule, node.SpanOf(fault.Offset, fault.Length), fault.Message);
}
