using System.Globalization;
using System.Text;
using Polyaxon.Ci.Planning.Escaping;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Tool.Output;

/// <summary>Diagnostics for programs: JSON members, GitHub annotations and SARIF 2.1.0.</summary>
internal static class DiagnosticJson
{
    /// <summary>Diagnostics as a list of maps.</summary>
    public static ListValue ToValue(IEnumerable<Diagnostic> diagnostics) =>
        new([
            .. diagnostics.Select(diagnostic =>
                Json.Map(
                    ("code", Value.Of(diagnostic.Code)),
                    ("severity", Value.Of(diagnostic.Severity.ToString().ToLowerInvariant())),
                    ("message", Value.Of(diagnostic.Message)),
                    ("file", Value.Of(diagnostic.Span.File)),
                    ("line", Value.Of(diagnostic.Span.Line)),
                    ("column", Value.Of(diagnostic.Span.Column)),
                    ("endLine", Value.Of(diagnostic.Span.EndLine)),
                    ("endColumn", Value.Of(diagnostic.Span.EndColumn))
                )
            ),
        ]);

    /// <summary>Diagnostics as workflow commands; data and properties are escaped, so that no text of a file becomes a command.</summary>
    public static string ToGitHub(IEnumerable<Diagnostic> diagnostics)
    {
        var output = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            var command = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => "error",
                DiagnosticSeverity.Warning => "warning",
                _ => "notice",
            };
            var span = diagnostic.Span;
            output.Append(
                CultureInfo.InvariantCulture,
                $"::{command} file={WorkflowCommand.Property(InRepository(span.File))},line={span.Line},col={span.Column},endLine={span.EndLine},endColumn={span.EndColumn},title={diagnostic.Code}::{WorkflowCommand.Data(diagnostic.Message)}\n"
            );
        }

        return output.ToString();
    }

    /// <summary>GitHub knows files by their paths in the repository, wherever the tool is called.</summary>
    private static string InRepository(string file)
    {
        if (
            Environment.GetEnvironmentVariable("GITHUB_WORKSPACE") is not { Length: > 0 } workspace
            || !File.Exists(file)
        )
        {
            return file;
        }

        var path = Path.GetRelativePath(workspace, Path.GetFullPath(file));
        return path.StartsWith("..", StringComparison.Ordinal) ? file : path.Replace('\\', '/');
    }

    /// <summary>Diagnostics as a SARIF log.</summary>
    public static Value ToSarif(IReadOnlyCollection<Diagnostic> diagnostics) =>
        Json.Map(
            ("$schema", Value.Of("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", Value.Of("2.1.0")),
            (
                "runs",
                Json.List([
                    Json.Map(
                        ("tool", Json.Map(("driver", Driver(diagnostics)))),
                        ("columnKind", Value.Of("utf16CodeUnits")),
                        ("results", Json.List(diagnostics.Select(Result)))
                    ),
                ])
            )
        );

    private static MapValue Driver(IEnumerable<Diagnostic> diagnostics) =>
        Json.Map(
            ("name", Value.Of("Polyaxon.Ci")),
            ("informationUri", Value.Of("https://github.com/polyaxon-ci/polyaxon-ci")),
            (
                "rules",
                Json.List(
                    diagnostics
                        .Select(diagnostic => diagnostic.Rule)
                        .DistinctBy(rule => rule.Code)
                        .Select(rule =>
                            Json.Map(
                                ("id", Value.Of(rule.Code)),
                                ("shortDescription", Json.Map(("text", Value.Of(rule.Title)))),
                                ("helpUri", Value.Of(rule.HelpLink))
                            )
                        )
                )
            )
        );

    private static MapValue Result(Diagnostic diagnostic)
    {
        var span = diagnostic.Span;
        var region = Json.Map(
            ("startLine", Value.Of(span.Line)),
            ("startColumn", Value.Of(span.Column)),
            ("endLine", Value.Of(span.EndLine)),
            ("endColumn", Value.Of(span.EndColumn))
        );
        var uri = string.Join('/', span.File.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        var location = Json.Map(
            ("physicalLocation", Json.Map(("artifactLocation", Json.Map(("uri", Value.Of(uri)))), ("region", region)))
        );
        var level =
            diagnostic.Severity == DiagnosticSeverity.Info ? "note" : diagnostic.Severity.ToString().ToLowerInvariant();
        return Json.Map(
            ("ruleId", Value.Of(diagnostic.Code)),
            ("level", Value.Of(level)),
            ("message", Json.Map(("text", Value.Of(diagnostic.Message)))),
            ("locations", Json.List([location]))
        );
    }
}
