using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Expansion;
using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.MSBuild;

/// <summary>Lists the experiments of polyaxonfiles for a CI system: a job matrix and the experiments as JSON Lines.</summary>
[MSBuildMultiThreadableTask]
public sealed class ExpandPolyaxonfiles : PolyaxonTask
{
    private readonly List<ITaskItem> _written = [];

    /// <summary>The folder written to, relative to the project's.</summary>
    [Required]
    public string OutputFolder { get; set; } = "";

    /// <summary>The most experiments listed of one file, 1 to <see cref="CiLimits.MatrixJobs"/>.</summary>
    [Required]
    public int Limit { get; set; }

    /// <summary>The files written.</summary>
    [Output]
    public ITaskItem[] WrittenFiles => [.. _written];

    /// <inheritdoc />
    public override bool Execute()
    {
        var log = CreateLog();
        if (Limit is < 1 or > CiLimits.MatrixJobs)
        {
            log.Write(
                BuildRules.NotWritten,
                $"PolyaxonExpandLimit is {Limit}; give 1 to {CiLimits.MatrixJobs}, the most jobs of one matrix."
            );
            return false;
        }

        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Polyaxonfiles)
        {
            var item = new PolyaxonfileItem(file, ProjectFolder);
            if (!taken.TryAdd(item.OutputName, item.Name))
            {
                log.Write(
                    BuildRules.NotWritten,
                    $"The lists of '{taken[item.OutputName]}' and '{item.Name}' would have one name, '{item.OutputName}'; give one of the items an OutputName."
                );
                continue;
            }

            Expand(item, log);
        }

        return !Log.HasLoggedErrors;
    }

    private void Expand(PolyaxonfileItem item, DiagnosticLog log)
    {
        var read = item.Read();
        log.Write(item, read.Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error));
        if (read.File is not { } file)
        {
            return;
        }

        if (read.Renderer is not { } renderer)
        {
            Log.LogMessage(
                MessageImportance.High,
                "{0}",
                $"{item.Name}: a polyaxonfile of kind {file.Kind.ToString().ToLowerInvariant()} has no experiments; nothing is listed."
            );
            return;
        }

        var list = ExperimentList.Of(file, renderer, Limit);
        log.Write(item, list.Fault is null ? [] : [list.Fault]);
        if (list.Fault is null)
        {
            if (list.IsCut)
            {
                log.Write(item, Cut(item, list));
            }

            Write(item, log, list);
        }
    }

    private Diagnostic Cut(PolyaxonfileItem item, ExperimentList list) =>
        new(
            BuildRules.ListCut,
            $"Only the first {Limit} of {list.Total?.ToString(CultureInfo.InvariantCulture) ?? "the first batch's"} experiments are listed: a matrix has at most {CiLimits.MatrixJobs} jobs. Make the space smaller, set PolyaxonExpandLimit, or let 'dotnet polyaxon ci plan' pack several experiments into a job.",
            SourceSpan.StartOf(item.Name)
        );

    private void Write(PolyaxonfileItem item, DiagnosticLog log, ExperimentList list)
    {
        var path = Path.GetFullPath(Path.Combine(OutputFolder, item.OutputName), ProjectFolder);
        try
        {
            Replace(path + ".experiments.jsonl", list.ToJsonLines());
            Replace(path + ".matrix.json", list.ToMatrix());
            Log.LogMessage(
                MessageImportance.High,
                "{0}",
                $"{item.Name}: {list.Rows.Length} experiments -> {path}.matrix.json"
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Write(BuildRules.NotWritten, $"The experiments of '{item.Name}' cannot be written: {e.Message}");
        }
    }

    /// <summary>A file that already says the same keeps its time; another is replaced as a whole, never half written.</summary>
    private void Replace(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path + ".new", text);
            File.Move(path + ".new", path, overwrite: true);
        }

        _written.Add(new TaskItem(path));
    }
}
