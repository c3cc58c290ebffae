using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary>A valid polyaxonfile that has experiments.</summary>
/// <param name="File">The file.</param>
/// <param name="Renderer">Renders its experiments.</param>
/// <param name="Seed">The seed in force: the command line's, else the file's, else the derived one.</param>
internal sealed record LoadedGroup(Polyaxonfile File, ExperimentRenderer Renderer, long Seed)
{
    /// <summary>The texts it was read from, merged left to right.</summary>
    public IReadOnlyList<SourceText> Sources { get; init; } = [];

    /// <summary>The <c>-P NAME=VALUE</c> texts.</summary>
    public IReadOnlyList<string> Params { get; init; } = [];
}
