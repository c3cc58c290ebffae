using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Documents;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>params</c> (<c>declarations</c> in files of version 0.4) and folds the command line's parameters in.</summary>
internal static class ParamsReader
{
    /// <summary>The parameters in order.</summary>
    public static ImmutableArray<ParameterDefinition> Read(MapReader root, ImmutableArray<CommandLineParameter> given)
    {
        var old = root.Node.Find("declarations");
        if (old is not null && !old.Value.IsNull)
        {
            var isBoth = root.Find("params") is not null;
            root.Diagnostics.Add(
                isBoth ? StructureRules.Both : StructureRules.OldSpelling,
                old.Key.Span,
                isBoth
                    ? "'declarations' is the old name of 'params'; keep one of them."
                    : "'declarations' is the old name; write 'params'."
            );
        }

        var section = root.Map("params") ?? root.Map("declarations");
        var overs = given.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var definitions = new List<ParameterDefinition>();
        foreach (var (key, value) in section?.Node.Entries ?? [])
        {
            CheckFinite(key, value, root.Diagnostics);
            definitions.Add(
                overs.Remove(key.Text, out var over)
                    ? new ParameterDefinition(key.Text, over.Value, key.Span, FromCommandLine: true)
                    : new ParameterDefinition(key.Text, value, key.Span, FromCommandLine: false)
            );
        }

        definitions.AddRange(
            given
                .Where(parameter => overs.ContainsKey(parameter.Name))
                .Select(parameter => new ParameterDefinition(
                    parameter.Name,
                    parameter.Value,
                    SourceSpan.CommandLine,
                    true
                ))
        );
        return [.. definitions];
    }

    /// <summary>Warns of names in both matrix and params (the matrix wins), and refuses one that is the resource.</summary>
    public static void CheckClashes(Polyaxonfile file, DiagnosticBag diagnostics)
    {
        var matrix = file.Hptuning.Matrix.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var original = (file.Document.Find("hptuning")?.Value as MappingNode)?.Find("matrix")?.Value as MappingNode;
        foreach (var param in file.Params)
        {
            if (matrix.TryGetValue(param.Name, out var swept))
            {
                diagnostics.Add(
                    MatrixRules.Clash,
                    param.Span,
                    $"'{param.Name}' is in 'matrix' too (line {swept.Span.Line}); the matrix wins everywhere. Take it out of 'params'."
                );
            }
            else if (param.FromCommandLine && original?.Find(param.Name) is { } entry)
            {
                diagnostics.Add(
                    MatrixRules.Fixed,
                    entry.Key.Span,
                    $"'-P {param.Name}={MapReader.Shown(((ScalarNode)param.Value).Text)}' fixes this matrix parameter: it is not searched."
                );
            }

            if (file.Hptuning.Search is HyperbandSection hyperband && hyperband.Resource.Name == param.Name)
            {
                diagnostics.Add(
                    SearchRules.ResourceClash,
                    param.Span,
                    $"'{param.Name}' is the resource of hyperband, which sets it; take it out of 'params'."
                );
            }
        }
    }

    private static void CheckFinite(ScalarNode key, Node value, DiagnosticBag diagnostics)
    {
        if (value is ScalarNode { Value: FloatValue { Number: var number } } && !double.IsFinite(number))
        {
            diagnostics.Add(
                MatrixRules.NotFinite,
                value.Span,
                $"'{key.Text}' cannot be a number that is not finite; JSON has no such number."
            );
        }
    }
}
