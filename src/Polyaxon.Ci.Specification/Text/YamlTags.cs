using System.Globalization;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>Types scalars by their style and tag; only the tags of YAML's core schema are known.</summary>
internal static class YamlTags
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>The typed value of a scalar.</summary>
    public static Value Type(Scalar scalar, ScalarNodeStyle style, SourceSpan span, DiagnosticBag diagnostics)
    {
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        if (tag.Length == 0 || tag == "?")
        {
            return style == ScalarNodeStyle.Plain ? CoreSchema.Resolve(scalar.Value) : Value.Of(scalar.Value);
        }

        var resolved = CoreSchema.Resolve(scalar.Value);
        var value = tag switch
        {
            "!" or Prefix + "str" => Value.Of(scalar.Value),
            Prefix + "int" => resolved as IntegerValue,
            Prefix + "float" => resolved is IntegerValue
                ? Value.Of(resolved.AsDouble()!.Value)
                : resolved as FloatValue,
            Prefix + "bool" => resolved as BooleanValue,
            Prefix + "null" => resolved as NullValue,
            _ => null,
        };
        if (value is null)
        {
            diagnostics.Add(
                FileRules.UnknownTag,
                span,
                $"The tag '{Shown(tag)}' is not known or does not fit this value; leave it out."
            );
        }

        return value ?? Value.Of(scalar.Value);
    }

    /// <summary>Refuses a tag of a collection other than its own.</summary>
    public static void CheckCollection(TagName tag, string own, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (!tag.IsEmpty && tag.Value != "!" && tag.Value != Prefix + own)
        {
            diagnostics.Add(
                FileRules.UnknownTag,
                span,
                $"The tag '{Shown(tag.Value)}' is not known here; leave it out."
            );
        }
    }

    private static string Shown(string tag) =>
        tag.StartsWith(Prefix, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"!!{tag.AsSpan(Prefix.Length)}")
            : tag;
}
