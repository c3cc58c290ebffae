namespace Polyaxon.Ci.Testing;

/// <summary>A new folder of its own that goes when it is disposed of.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>A new folder below the system's folder for temporary files.</summary>
    public TemporaryFolder()
        : this(System.IO.Path.GetTempPath(), "") { }

    private TemporaryFolder(string parent, string name)
    {
        var root = Directory.CreateDirectory(System.IO.Path.Combine(parent, "plx-" + Unique())).FullName;
        _root = root;
        Path = name.Length == 0 ? root : Directory.CreateDirectory(System.IO.Path.Combine(root, name)).FullName;
    }

    private readonly string _root;

    /// <summary>Its path, with no link in it.</summary>
    public string Path { get; }

    /// <summary>A new folder whose own name is given, for tests of blanks and other letters in paths.</summary>
    public static TemporaryFolder Named(string name) => new(System.IO.Path.GetTempPath(), name);

    /// <summary>The path of something in it.</summary>
    public string PathTo(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a text file, with the folders it needs, and answers its path.</summary>
    /// <param name="name">Its name, with <c>/</c> between folders.</param>
    /// <param name="text">What it holds.</param>
    public string Write(string name, string text)
    {
        var path = PathTo(name.Split('/'));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Copies a folder's files into this one, without what builds and runs leave (<c>bin</c>, <c>obj</c>, <c>.polyaxon</c>).</summary>
    public void CopyFrom(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var parts = System.IO.Path.GetRelativePath(folder, file).Split(System.IO.Path.DirectorySeparatorChar);
            if (!parts.Any(part => part is "bin" or "obj" or ".polyaxon"))
            {
                var target = PathTo(parts);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that is just ending may hold a file (Windows); a forgotten temporary folder fails no test.
        }
    }

    private static string Unique() =>
        Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
}
