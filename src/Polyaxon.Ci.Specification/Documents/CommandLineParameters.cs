using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Documents;

/// <summary>A parameter of the command line.</summary>
/// <param name="Name">What stands before the first <c>=</c>.</param>
/// <param name="Value">The rest, typed as a YAML scalar.</param>
internal sealed record CommandLineParameter(string Name, ScalarNode Value);

/// <summary>Reads <c>-P NAME=VALUE</c> texts.</summary>
internal static class CommandLineParameters
{
    /// <summary>The parameters in order; faulty ones are reported and left out.</summary>
    public static ImmutableArray<CommandLineParameter> Read(IReadOnlyList<string> texts, DiagnosticBag diagnostics)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var parameters = ImmutableArray.CreateBuilder<CommandLineParameter>();
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                Report($"'-P {text}' is not NAME=VALUE, such as '-P batch_size=64'.");
            }
            else if (!names.Add(text[..at]))
            {
                Report($"'-P {text[..at]}=…' is given twice; give it once.");
            }
            else
            {
                var value = text[(at + 1)..];
                var node = new ScalarNode(
                    SourceSpan.CommandLine,
                    value,
                    ScalarNodeStyle.Plain,
                    CoreSchema.Resolve(value),
                    null
                );
                parameters.Add(new CommandLineParameter(text[..at], node));
            }
        }

        return parameters.ToImmutable();

        void Report(string message) => diagnostics.Add(FileRules.BadParameter, SourceSpan.CommandLine, message);
    }
}
