using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.MSBuild;

/// <summary>A <c>Polyaxonfile</c> item: a file, the files that override it and parameters.</summary>
internal sealed partial class PolyaxonfileItem
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly string[] _parameters;

    /// <summary>Takes an item apart.</summary>
    /// <param name="item">The item, with <c>Overrides</c>, <c>Params</c> and <c>OutputName</c> where it has them.</param>
    /// <param name="projectFolder">The folder relative paths start from; a task never relies on the process's own.</param>
    public PolyaxonfileItem(ITaskItem item, string projectFolder)
    {
        foreach (var name in (string[])[item.ItemSpec, .. Split(item, "Overrides").Select(Slashes)])
        {
            _names.Add(name);
            _paths[name] = Path.GetFullPath(name, projectFolder);
        }

        _parameters = [.. Split(item, "Params")];
        OutputName = item.GetMetadata("OutputName") is { Length: > 0 } given
            ? Slashes(given)
            : Path.ChangeExtension(Inside(_paths[Name], projectFolder), null);
    }

    /// <summary>The file's name as the project gives it.</summary>
    public string Name => _names[0];

    /// <summary>The name of what is written for it, without extension and relative to the output folder.</summary>
    public string OutputName { get; }

    /// <summary>Reads it; what <c>dotnet polyaxon check -f NAME -f OVERRIDE -P PARAM</c> reads.</summary>
    public ReadResult Read()
    {
        var diagnostics = new DiagnosticBag();
        var sources = _names.Select(name => SourceFiles.Load(name, _paths[name], diagnostics)).ToList();
        return diagnostics.HasErrors
            ? new ReadResult(null, null, diagnostics.ToImmutable())
            : PolyaxonfileReader.Read([.. sources.Select(source => source!)], _parameters);
    }

    /// <summary>Where a file named in a diagnostic is; null when the diagnostic is about no file.</summary>
    public string? PathOf(string name) => _paths.GetValueOrDefault(name);

    /// <summary>
    /// A list in an item's metadata, split as MSBuild splits lists: before unescaping, so that <c>%3B</c> is a semicolon within a value.
    /// </summary>
    private static IEnumerable<string> Split(ITaskItem item, string metadata)
    {
        var text = item is ITaskItem2 escaped ? escaped.GetMetadataValueEscaped(metadata) : item.GetMetadata(metadata);
        return text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => Escape().Replace(part, code => Unescape(code.Value)));
    }

    private static string Unescape(string code) =>
        ((char)byte.Parse(code.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();

    /// <summary>MSBuild turns the slashes of includes to those of the system; metadata is left to us.</summary>
    private static string Slashes(string path) => OperatingSystem.IsWindows() ? path : path.Replace('\\', '/');

    /// <summary>A path relative to the project; the bare name of a file that lies elsewhere.</summary>
    private static string Inside(string path, string projectFolder)
    {
        var relative = Path.GetRelativePath(projectFolder, path);
        return Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal)
            ? Path.GetFileName(path)
            : relative;
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Escape();
}
