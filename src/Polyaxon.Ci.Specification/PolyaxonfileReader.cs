using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Documents;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Templates;
using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification;

/// <summary>Reads polyaxonfiles: text in, a valid specification or located diagnostics out. Never throws for what a user can write.</summary>
public static class PolyaxonfileReader
{
    /// <summary>Reads files, merged left to right, with parameters of the command line folded in last.</summary>
    /// <param name="files">At least one file.</param>
    /// <param name="parameters">The <c>-P NAME=VALUE</c> texts as the user typed them.</param>
    public static ReadResult Read(IReadOnlyList<SourceText> files, IReadOnlyList<string> parameters)
    {
        var diagnostics = new DiagnosticBag();
        var documents = files.Select(file => YamlReader.Read(file, diagnostics)).ToList();
        var given = CommandLineParameters.Read(parameters, diagnostics);
        if (documents.Contains(null))
        {
            return new ReadResult(null, null, diagnostics.ToImmutable());
        }

        var document = documents.Select(read => read!).Aggregate(DocumentMerger.Merge);
        if (MigrationAdvice.Report(document, diagnostics))
        {
            return new ReadResult(null, null, diagnostics.ToImmutable());
        }

        var file = RootReader.Read(document, [.. files.Select(source => source.File)], given, diagnostics);
        var renderer =
            file is null || diagnostics.HasErrors || !RootReader.HasExperiments(file.Kind)
                ? null
                : ExperimentRenderer.Create(file, diagnostics);
        return diagnostics.HasErrors
            ? new ReadResult(null, null, diagnostics.ToImmutable())
            : new ReadResult(file, renderer, diagnostics.ToImmutable());
    }
}
