using System.Reflection;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>The JSON Schema (draft 7, which editors' YAML plug-ins support best) of polyaxonfiles of kind group and experiment.</summary>
public static class PolyaxonfileSchema
{
    /// <summary>The schema's text.</summary>
    public static string Text { get; } = Load();

    private static string Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("polyaxonfile.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
