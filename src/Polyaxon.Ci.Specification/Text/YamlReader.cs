using Polyaxon.Ci.Specification.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>
/// Reads YAML 1.2 (and so JSON) into located nodes, from parser events. Aliases and merge keys are expanded within a budget,
/// duplicate keys are faults. Answers null with diagnostics instead of throwing.
/// </summary>
internal sealed class YamlReader(SourceText source, YamlEvents events, DiagnosticBag diagnostics)
{
    /// <summary>The root mapping of a file; null when the file cannot be used.</summary>
    public static MappingNode? Read(SourceText source, DiagnosticBag diagnostics)
    {
        var events = new YamlEvents(source);
        try
        {
            return new YamlReader(source, events, diagnostics).ReadDocument();
        }
        catch (GivenUpException)
        {
            return null;
        }
        catch (YamlException e)
        {
            YamlFaults.Report(source, e, events.Last, diagnostics);
            return null;
        }
        catch (Exception e)
            when (e
                    is InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or OverflowException
                        or IndexOutOfRangeException
            )
        {
            // The parser throws these, without a place, for some malformed flow collections and escapes.
            YamlFaults.Report(
                source,
                new SyntaxErrorException(events.Last, events.Last, e.Message),
                events.Last,
                diagnostics
            );
            return null;
        }
    }

    private MappingNode? ReadDocument()
    {
        events.Take<StreamStart>();
        if (events.Peek() is StreamEnd)
        {
            diagnostics.Add(
                FileRules.Empty,
                SourceSpan.StartOf(source.File),
                $"'{source.File}' is empty; 'dotnet polyaxon init' writes a file to start from."
            );
            return null;
        }

        events.Take<DocumentStart>();
        var root = new YamlNodes(source, events, diagnostics).Read();
        events.Take<DocumentEnd>();
        if (events.Peek() is DocumentStart second)
        {
            diagnostics.Add(
                FileRules.SeveralDocuments,
                events.SpanOf(second),
                "A second YAML document starts here; a polyaxonfile holds one. Put it into a file of its own."
            );
            return null;
        }

        return Root(root);
    }

    private MappingNode? Root(Node root)
    {
        if (root is MappingNode { Entries.Length: > 0 } mapping)
        {
            return mapping;
        }

        if (diagnostics.HasErrors)
        {
            return null;
        }

        if (root.IsNull || root is MappingNode)
        {
            diagnostics.Add(
                FileRules.Empty,
                root.Span,
                $"'{source.File}' is empty; 'dotnet polyaxon init' writes a file to start from."
            );
        }
        else
        {
            diagnostics.Add(
                FileRules.RootNotMapping,
                root.Span,
                "A polyaxonfile is a mapping of sections such as 'version: 1' and 'kind: group'."
            );
        }

        return null;
    }
}
