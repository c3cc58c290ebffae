using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>Recognises files of the format before 0.4 and of the later version 1.1, and says what to write instead.</summary>
internal static class MigrationAdvice
{
    /// <summary>Reports the file as one of another format; false when it is version 1.</summary>
    public static bool Report(MappingNode root, DiagnosticBag diagnostics) =>
        ReportLater(root, diagnostics) || ReportLegacy(root, diagnostics);

    private static bool ReportLater(MappingNode root, DiagnosticBag diagnostics)
    {
        var version = root.Find("version")?.Value as ScalarNode;
        var kind = root.Find("kind")?.Value as ScalarNode;
        if (version?.Value.AsDouble() != 1.1 && kind?.Text is not ("operation" or "component" or "compiled_operation"))
        {
            return false;
        }

        var at = kind ?? version!;
        diagnostics.Add(
            StructureRules.Later,
            at.Span,
            $"This is a file of the later version 1.1; version 1 is read here. Write:{Environment.NewLine}{LaterMigration.Text(root)}"
        );
        return true;
    }

    private static bool ReportLegacy(MappingNode root, DiagnosticBag diagnostics)
    {
        var run = root.Find("run")?.Value as MappingNode;
        var matrixAtTop = root.Find("matrix");
        var isLegacy =
            root.Find("settings") is not null
            || matrixAtTop is not null
            || (root.Find("project") is not null && root.Find("kind") is null)
            || run?.Find("image") is not null;
        if (!isLegacy)
        {
            return false;
        }

        var at = root.Find("settings") ?? matrixAtTop ?? root.Find("project") ?? run!.Find("image")!;
        diagnostics.Add(
            StructureRules.Legacy,
            at.Key.Span,
            $"'{at.Key.Text}' is of the format before version 0.4. Write:{Environment.NewLine}{LegacyMigration.Text(root)}"
        );
        return true;
    }
}
