using System.Buffers;
using System.Globalization;
using System.Text;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>
/// Names of files in artifacts. An upload that meets a name that no Windows file could have fails as a whole, and with it all
/// results of the job; so such names are written as in addresses: <c>loss%3A0.1.bin</c>.
/// </summary>
public static class ArtifactFileNames
{
    // What upload-artifact refuses in paths.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\":<>|*?\\\r\n");

    /// <summary>Renames what is below a folder where it must be; links are left alone.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <returns>What was renamed, as paths below the folder: the old and the new one.</returns>
    public static IReadOnlyList<(string From, string To)> MakeLegal(string folder)
    {
        List<(string, string)> renamed = [];
        try
        {
            if (Directory.Exists(folder))
            {
                MakeLegal(new DirectoryInfo(folder), folder, renamed);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A file that cannot be renamed stays; the upload then says which.
        }

        return renamed;
    }

    private static void MakeLegal(DirectoryInfo folder, string root, List<(string, string)> renamed)
    {
        foreach (var entry in folder.GetFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } inner)
            {
                MakeLegal(inner, root, renamed);
            }

            if (entry.Name.AsSpan().ContainsAny(Forbidden))
            {
                var from = entry.FullName;
                var to = FreePath.At(Path.Combine(folder.FullName, Legal(entry.Name)), '~');
                Directory.Move(from, to);
                renamed.Add((Path.GetRelativePath(root, from), Path.GetRelativePath(root, to)));
            }
        }
    }

    private static string Legal(string name)
    {
        StringBuilder legal = new(name.Length + 8);
        foreach (var c in name)
        {
            _ = Forbidden.Contains(c) ? legal.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}") : legal.Append(c);
        }

        return legal.ToString();
    }
}
