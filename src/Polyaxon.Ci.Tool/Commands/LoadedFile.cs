using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Tool.Commands;

/// <summary>What a command line says of the polyaxonfile, and what reading it gave.</summary>
/// <param name="Names">The files as named, or the default found.</param>
/// <param name="Sources">The texts of those that could be read.</param>
/// <param name="Result">The valid file or its faults.</param>
internal sealed record LoadedFile(IReadOnlyList<string> Names, IReadOnlyList<SourceText> Sources, ReadResult Result);
