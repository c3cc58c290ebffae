using System.Collections;
using Microsoft.Build.Framework;

namespace Polyaxon.Ci.MSBuild.Tests;

/// <summary>Stands in for the build: keeps what a task says.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    /// <summary>Errors, warnings and messages with a code, in order.</summary>
    public List<LoggedDiagnostic> Diagnostics { get; } = [];

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool BuildProjectFile(
        string projectFileName,
        string[] targetNames,
        IDictionary globalProperties,
        IDictionary targetOutputs
    ) => throw new NotSupportedException();

    public void LogCustomEvent(CustomBuildEventArgs e) => throw new NotSupportedException();

    public void LogErrorEvent(BuildErrorEventArgs e) =>
        Diagnostics.Add(
            new(
                e.Code,
                "error",
                e.Message!,
                e.File,
                e.LineNumber,
                e.ColumnNumber,
                e.EndLineNumber,
                e.EndColumnNumber,
                e.HelpLink
            )
        );

    public void LogWarningEvent(BuildWarningEventArgs e) =>
        Diagnostics.Add(
            new(
                e.Code,
                "warning",
                e.Message!,
                e.File,
                e.LineNumber,
                e.ColumnNumber,
                e.EndLineNumber,
                e.EndColumnNumber,
                e.HelpLink
            )
        );

    public void LogMessageEvent(BuildMessageEventArgs e)
    {
        if (e.Code is not null)
        {
            Diagnostics.Add(
                new(
                    e.Code,
                    "info",
                    e.Message!,
                    e.File,
                    e.LineNumber,
                    e.ColumnNumber,
                    e.EndLineNumber,
                    e.EndColumnNumber,
                    null
                )
            );
        }
    }
}
