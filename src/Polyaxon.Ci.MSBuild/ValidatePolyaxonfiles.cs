using Microsoft.Build.Framework;

namespace Polyaxon.Ci.MSBuild;

/// <summary>Validates polyaxonfiles: each fault is an error or a warning of the build at its place.</summary>
[MSBuildMultiThreadableTask]
public sealed class ValidatePolyaxonfiles : PolyaxonTask
{
    /// <summary>
    /// The full path of the file whose time says when everything was last valid; it is written on success alone, with the time at which
    /// reading began, so that a file changed meanwhile counts as changed.
    /// </summary>
    [Required]
    public string StampFile { get; set; } = "";

    /// <summary>The full path of the file that exists when there were warnings, which the next build must give again.</summary>
    [Required]
    public string WarningsFile { get; set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        var began = TimeProvider.System.GetUtcNow();
        var log = CreateLog();
        foreach (var file in Polyaxonfiles)
        {
            var item = new PolyaxonfileItem(file, ProjectFolder);
            log.Write(item, item.Read().Diagnostics);
        }

        if (!Log.HasLoggedErrors)
        {
            WriteStamps(began, log.HasWarnings);
        }

        return !Log.HasLoggedErrors;
    }

    private void WriteStamps(DateTimeOffset began, bool hasWarnings)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(StampFile)!);
            if (hasWarnings)
            {
                File.WriteAllText(WarningsFile, "");
            }

            File.WriteAllText(StampFile, "");
            File.SetLastWriteTimeUtc(StampFile, began.UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without its stamp the next build validates again, which is right and merely slower.
            Log.LogMessage(MessageImportance.Normal, "{0}", e.Message);
        }
    }
}
