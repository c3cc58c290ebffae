using System.Text;
using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Text;

/// <summary>Loads source files: the one place of this assembly that touches the file system.</summary>
public static class SourceFiles
{
    /// <summary>The names looked for when no file is named, in this order (name before extension, as on the old platform).</summary>
    public static IReadOnlyList<string> DefaultNames { get; } =
    [
        .. from name in new[] { "polyaxon", "polyaxonci", "polyaxon-ci", "polyaxon.ci", "polyaxonfile" }
        from extension in new[] { ".yaml", ".yml", ".json" }
        select name + extension,
    ];

    /// <summary>The first default name that exists in a folder; null when none does.</summary>
    public static string? FindDefault(string folder) =>
        DefaultNames.FirstOrDefault(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>Loads a file; null with a diagnostic when it cannot be read, is too large or is not UTF-8.</summary>
    /// <param name="name">The name as the user gave it, for diagnostics.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="diagnostics">Where faults go.</param>
    public static SourceText? Load(string name, string path, DiagnosticBag diagnostics)
    {
        try
        {
            if (Directory.Exists(path))
            {
                diagnostics.Add(
                    FileRules.Unreadable,
                    SourceSpan.StartOf(name),
                    $"'{name}' is a folder; name the file in it."
                );
                return null;
            }

            using var stream = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            return Read(name, stream, diagnostics);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.Add(FileRules.Unreadable, SourceSpan.StartOf(name), $"There is no file '{name}'.");
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Add(FileRules.Unreadable, SourceSpan.StartOf(name), $"'{name}' cannot be read: {e.Message}");
        }

        return null;
    }

    /// <summary>Reads a stream as <see cref="Load"/> reads a file.</summary>
    public static SourceText? Read(string name, Stream stream, DiagnosticBag diagnostics)
    {
        var buffer = new byte[ReadingLimits.Bytes + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > ReadingLimits.Bytes)
        {
            diagnostics.Add(
                FileRules.TooLarge,
                SourceSpan.StartOf(name),
                $"'{name}' is larger than 1 MiB; a polyaxonfile never is. Is it the right file?"
            );
            return null;
        }

        var content = buffer.AsSpan(0, length);
        content = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        try
        {
            return new SourceText(name, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content));
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + content[..Math.Clamp(e.Index, 0, content.Length)].Count((byte)'\n');
            diagnostics.Add(
                FileRules.Encoding,
                new SourceSpan(name, line, 1, line, 1),
                $"'{name}' is not UTF-8 text; save it as UTF-8."
            );
            return null;
        }
    }
}
