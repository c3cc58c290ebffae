using Microsoft.Build.Framework;

namespace Polyaxon.Ci.MSBuild;

/// <summary>What both tasks are told of the project.</summary>
public abstract class PolyaxonTask : Microsoft.Build.Utilities.Task
{
    /// <summary>The files, each optionally with <c>Overrides</c> (files merged over it in order) and <c>Params</c> (<c>NAME=VALUE</c>).</summary>
    public ITaskItem[] Polyaxonfiles { get; set; } = [];

    /// <summary>The project's full path: where relative paths start from, and the place of faulty <c>Params</c>.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Whether warnings are errors.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Codes of warnings that are errors.</summary>
    public string WarningsAsErrors { get; set; } = "";

    /// <summary>Codes of warnings that stay warnings.</summary>
    public string WarningsNotAsErrors { get; set; } = "";

    /// <summary>Codes of warnings that are not given.</summary>
    public string NoWarn { get; set; } = "";

    /// <summary>The project's folder.</summary>
    private protected string ProjectFolder => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>A log that gives warnings as the project says.</summary>
    private protected DiagnosticLog CreateLog() =>
        new(Log, ProjectFile, new WarningPolicy(TreatWarningsAsErrors, WarningsAsErrors, WarningsNotAsErrors, NoWarn));
}
