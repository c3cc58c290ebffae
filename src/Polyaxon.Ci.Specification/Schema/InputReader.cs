using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Reads <c>inputs</c> and <c>outputs</c> and compares them with <c>params</c>.</summary>
internal static class InputReader
{
    /// <summary>The items of a list; faulty ones are reported and left out.</summary>
    public static ImmutableArray<InputDefinition> Read(MapReader root, string key)
    {
        var inputs = ImmutableArray.CreateBuilder<InputDefinition>();
        foreach (var node in root.List(key))
        {
            if (node is not MappingNode mapping)
            {
                root.Wrong<Node>(key, node, "a list of mappings such as {name: lr, type: float}");
            }
            else if (ReadItem(new MapReader(mapping, key, root.Diagnostics).Only(KnownFields.Input)) is { } input)
            {
                inputs.Add(input);
            }
        }

        return inputs.ToImmutable();
    }

    /// <summary>Reports params that nothing declares and required inputs that nothing gives.</summary>
    public static void Check(Polyaxonfile file, DiagnosticBag diagnostics)
    {
        var declared = file.Inputs.Concat(file.Outputs).Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        if (declared.Count == 0)
        {
            return;
        }

        foreach (var param in file.Params.Where(param => !declared.Contains(param.Name)))
        {
            diagnostics.Add(
                StructureRules.InputMismatch,
                param.Span,
                () => $"'{param.Name}' is no declared input or output.{NearestName.Hint(param.Name, declared)}"
            );
        }

        ParamTypes.Check(file, diagnostics);
        var given = file
            .Params.Where(param => !param.Value.IsNull)
            .Select(param => param.Name)
            .Concat(file.Hptuning.Matrix.Select(parameter => parameter.Name))
            .ToHashSet(StringComparer.Ordinal);
        if (file.Hptuning.Search is HyperbandSection hyperband)
        {
            given.Add(hyperband.Resource.Name);
        }

        foreach (
            var input in file.Inputs.Where(input =>
                !input.IsOptional && input.Default is null && !given.Contains(input.Name)
            )
        )
        {
            diagnostics.Add(
                StructureRules.InputMismatch,
                MapReader.HeadOf(input.Span),
                $"The required input '{input.Name}' has no value; give it in 'params' or 'matrix'."
            );
        }
    }

    private static InputDefinition? ReadItem(MapReader item)
    {
        item.Require("name", "every input has a name.");
        var type = item.Text("type")?.Text;
        var isOptional = item.Boolean("is_optional") ?? false;
        var isList = item.Boolean("is_list") ?? false;
        var isFlag = item.Boolean("is_flag") ?? false;
        var byDefault = item.Find("default");
        if (isFlag && type != "bool")
        {
            item.Diagnostics.Add(StructureRules.Input, item.Find("is_flag")!.Span, "'is_flag' needs 'type: bool'.");
        }

        if (byDefault is not null && !isOptional)
        {
            item.Diagnostics.Add(StructureRules.Input, byDefault.Span, "A default needs 'is_optional: true'.");
        }

        if (byDefault is not null && !ParamTypes.Fits(byDefault.ToValue(), type, isList))
        {
            item.Diagnostics.Add(
                StructureRules.Input,
                byDefault.Span,
                $"The default is not of type {type}{(isList ? " (a list)" : "")}."
            );
        }

        return item.Text("name") is { } name
            ? new InputDefinition(
                name.Text,
                type,
                item.Text("description")?.Text,
                byDefault?.ToValue(),
                isOptional,
                isList,
                isFlag,
                [.. item.List("options").Select(option => option.ToValue())],
                item.Node.Span
            )
            : null;
    }
}
