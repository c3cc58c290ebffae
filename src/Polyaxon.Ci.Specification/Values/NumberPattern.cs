using System.Text.RegularExpressions;

namespace Polyaxon.Ci.Specification.Values;

/// <summary>The spelling of numbers (YAML 1.2.2, section 10.3.2).</summary>
internal static partial class NumberPattern
{
    [GeneratedRegex(
        @"^(?<sign>[-+]?)(?:(?<whole>[0-9]+)(?:\.(?<fraction>[0-9]*))?|\.(?<fraction>[0-9]+))(?:[eE](?<exponent>[-+]?[0-9]+))?\z",
        RegexOptions.CultureInvariant
    )]
    public static partial Regex Decimal();
}
