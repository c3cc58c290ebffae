using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>Renders the experiments of one polyaxonfile. Immutable and safe for concurrent use.</summary>
public sealed class ExperimentRenderer
{
    private readonly ImmutableArray<string> _matrix;
    private readonly string? _resource;
    private readonly ImmutableArray<NamedParam> _resolutionOrder;
    private readonly ImmutableArray<string> _declarationOrder;
    private readonly ImmutableArray<PlacedTemplate> _command;
    private readonly ImmutableHashSet<string> _flags;
    private readonly string _opening;
    private readonly string _joint;

    internal ExperimentRenderer(
        Polyaxonfile file,
        ImmutableArray<NamedParam> resolutionOrder,
        ImmutableArray<string> declarationOrder,
        ImmutableArray<PlacedTemplate> command
    )
    {
        _matrix = [.. file.Hptuning.Matrix.Select(parameter => parameter.Name)];
        _resource = (file.Hptuning.Search as HyperbandSection)?.Resource.Name;
        _flags = [.. file.Inputs.Where(input => input.IsFlag).Select(input => input.Name)];
        IsLenient = file.Kind == PolyaxonKind.Experiment;
        (_resolutionOrder, _declarationOrder, _command) = (resolutionOrder, declarationOrder, command);

        // In a list, an item of several lines joined with && would lose its own "set -e": all items become one script then.
        var isScript = command.Any(item => CommandText.IsScript(item.Node.Text));
        (_opening, _joint) = isScript ? ("set -e\n", "\n") : ("", " && ");
    }

    /// <summary>Whether undefined names render as nothing, as for experiments of the old platform (with a warning).</summary>
    private bool IsLenient { get; }

    /// <summary>
    /// Prepares a file's templates and checks them: syntax, unknown names, cycles, names used nowhere.
    /// Null when the bag got an error.
    /// </summary>
    public static ExperimentRenderer? Create(Polyaxonfile file, DiagnosticBag diagnostics) =>
        new RendererBuilder(file, diagnostics).Build();

    /// <summary>
    /// The command as literals and matrix values, when it is made of nothing else (constants of params count as literals); null
    /// otherwise. Writing many experiments goes through it.
    /// </summary>
    public ImmutableArray<CommandSegment>? Segments()
    {
        var constants = ConstantDeclarations();
        if (constants is null)
        {
            return null;
        }

        var segments = ImmutableArray.CreateBuilder<CommandSegment>();
        for (var i = 0; i < _command.Length; i++)
        {
            segments.Add(new CommandSegment(i > 0 ? _joint : _opening, -1));

            foreach (var part in _command[i].Template.Parts)
            {
                var name = ((part as OutputPart)?.Expression as NameExpression)?.Name;
                var index = name is null ? -1 : _matrix.IndexOf(name);
                var constant = name is null ? null : constants.GetValueOrDefault(name);
                if (part is LiteralPart literal)
                {
                    segments.Add(new CommandSegment(literal.Text, -1));
                }
                else if (index >= 0 && !_flags.Contains(name!))
                {
                    segments.Add(new CommandSegment("", index));
                }
                else if (constant is not null && !_flags.Contains(name!))
                {
                    segments.Add(new CommandSegment(constant.ToString(), -1));
                }
                else
                {
                    return null;
                }
            }
        }

        return segments.ToImmutable();
    }

    /// <summary>The params that are not searched, when none depends on a searched value; null otherwise.</summary>
    public IReadOnlyDictionary<string, Value>? ConstantDeclarations() =>
        _resource is null && _resolutionOrder.All(param => param.Template is ConstantParam)
            ? _resolutionOrder.ToDictionary(
                param => param.Name,
                param => ((ConstantParam)param.Template).Value,
                StringComparer.Ordinal
            )
            : null;

    /// <summary>The names of params in the order in which declarations list them after the matrix values.</summary>
    public ImmutableArray<string> ParamNames => _declarationOrder;

    /// <summary>Renders one experiment.</summary>
    /// <param name="matrixValues">The value of each matrix parameter, in matrix order.</param>
    /// <param name="resource">Hyperband's resource; null elsewhere.</param>
    public RenderResult Render(ImmutableArray<Value> matrixValues, Value? resource)
    {
        var scope = new Dictionary<string, Value>(StringComparer.Ordinal);
        var declarations = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        for (var i = 0; i < _matrix.Length; i++)
        {
            scope[_matrix[i]] = matrixValues[i];
            declarations.Add(KeyValuePair.Create(_matrix[i], matrixValues[i]));
        }

        if (_resource is not null && resource is not null)
        {
            scope[_resource] = resource;
            declarations.Add(KeyValuePair.Create(_resource, resource));
        }

        try
        {
            var evaluator = new Evaluator(name =>
                scope.TryGetValue(name, out var value) ? value
                : IsLenient ? Value.Of("")
                : null
            );
            foreach (var (name, template) in _resolutionOrder)
            {
                scope[name] = template.Resolve(evaluator);
            }

            declarations.AddRange(_declarationOrder.Select(name => KeyValuePair.Create(name, scope[name])));
            return new RenderResult(new RenderedExperiment(declarations.ToImmutable(), Command(scope)), null);
        }
        catch (LocatedFault fault)
        {
            return new RenderResult(null, fault.ToDiagnostic());
        }
    }

    private string Command(Dictionary<string, Value> scope)
    {
        foreach (var flag in _flags)
        {
            // A flag is written as --name when it is true and as nothing when it is false.
            if (scope.TryGetValue(flag, out var value))
            {
                scope[flag] = Value.Of(Arithmetic.IsTrue(value) ? "--" + flag : "");
            }
        }

        var evaluator = new Evaluator(name =>
            scope.TryGetValue(name, out var value) ? value
            : IsLenient ? Value.Of("")
            : null
        );
        return _opening + string.Join(_joint, _command.Select(command => Render(command, evaluator)));
    }

    private static string Render(PlacedTemplate command, Evaluator evaluator)
    {
        try
        {
            return command.Template.Render(evaluator);
        }
        catch (TemplateFault fault)
        {
            throw new LocatedFault(command.Node, fault);
        }
    }
}
