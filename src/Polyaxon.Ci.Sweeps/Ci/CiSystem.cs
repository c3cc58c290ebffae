using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Planning.Escaping;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>The CI system around the tool, by its environment: where outputs and summaries go, and how logs are printed.</summary>
public sealed class CiSystem
{
    private readonly Func<string, string?> _variable;

    /// <summary>A system.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public CiSystem(Func<string, string?> variable) => _variable = variable;

    /// <summary>The system this process runs in.</summary>
    public static CiSystem Current { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>How logs are read.</summary>
    public LogKind LogKind =>
        _variable("GITHUB_ACTIONS") == "true" ? LogKind.GitHub
        : _variable("TF_BUILD") is not null ? LogKind.Azure
        : _variable("GITLAB_CI") is not null ? LogKind.GitLab
        : LogKind.Plain;

    /// <summary>Whether this is a CI job.</summary>
    public bool IsContinuousIntegration => LogKind != LogKind.Plain || _variable("CI") == "true";

    /// <summary>The attempt of the workflow run, from 1.</summary>
    public int Attempt =>
        int.TryParse(
            _variable("GITHUB_RUN_ATTEMPT") ?? _variable("SYSTEM_JOBATTEMPT"),
            CultureInfo.InvariantCulture,
            out var attempt
        )
        && attempt > 0
            ? attempt
            : 1;

    /// <summary>A random text of letters and digits.</summary>
    public static string Random() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Appends outputs where the system wants them; nothing where it does not.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void WriteOutputs(IEnumerable<KeyValuePair<string, string>> outputs) =>
        Append("GITHUB_OUTPUT", string.Concat(outputs.Select(one => OutputEntry.Write(one.Key, one.Value, Random()))));

    /// <summary>Appends a summary where the system wants it; a summary beyond the limit would be dropped whole, so it is cut.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void WriteSummary(string markdown)
    {
        if (Encoding.UTF8.GetByteCount(markdown) <= CiLimits.SummaryBytes)
        {
            Append("GITHUB_STEP_SUMMARY", markdown);
        }
    }

    private void Append(string variable, string text)
    {
        if (_variable(variable) is { Length: > 0 } path)
        {
            File.AppendAllText(path, text, new UTF8Encoding(false));
        }
    }
}
