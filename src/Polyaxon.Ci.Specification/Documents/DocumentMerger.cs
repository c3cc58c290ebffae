using Polyaxon.Ci.Specification.Text;

namespace Polyaxon.Ci.Specification.Documents;

/// <summary>
/// Folds several documents into one, left to right: mappings merge key by key, everything else is replaced by the later
/// document. Where the format asks for a choice (one search algorithm, one option of a matrix entry, one source of the
/// image), a later document that makes the choice drops what an earlier one chose: an override overrides. Each value keeps
/// the place in its own file.
/// </summary>
internal static class DocumentMerger
{
    /// <summary>The merged document. Keys of the first document keep their order; new ones follow.</summary>
    public static MappingNode Merge(MappingNode earlier, MappingNode later) => Merge(earlier, later, []);

    private static MappingNode Merge(MappingNode earlier, MappingNode later, string[] path)
    {
        var choice = OneOfGroups.At(path);
        var isChosen = later.Entries.Any(entry => choice.Contains(entry.Key.Text) && !entry.Value.IsNull);
        var over = later.Entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);
        var merged = new List<MappingEntry>();
        foreach (var entry in earlier.Entries)
        {
            if (over.Remove(entry.Key.Text, out var replacement))
            {
                merged.Add(MergeEntry(entry, replacement, path));
            }
            else if (!isChosen || !choice.Contains(entry.Key.Text))
            {
                merged.Add(entry);
            }
        }

        merged.AddRange(later.Entries.Where(entry => over.ContainsKey(entry.Key.Text)));
        return new MappingNode(later.Span, [.. merged]);
    }

    private static MappingEntry MergeEntry(MappingEntry earlier, MappingEntry later, string[] path) =>
        earlier.Value is MappingNode a && later.Value is MappingNode b
            ? new MappingEntry(later.Key, Merge(a, b, [.. path, later.Key.Text]))
            : later;
}
