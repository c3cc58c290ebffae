using Polyaxon.Ci.Planning;
using Polyaxon.Ci.Specification.Schema;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>The build steps as something that can be run like an experiment.</summary>
internal static class BuildScript
{
    /// <summary>One script: the variables, then each step; the first that fails ends it.</summary>
    public static PlannedExperiment Of(BuildSection build)
    {
        var exports = build.EnvVars.Select(variable => $"export {variable.Key}={Quoted(variable.Value)}");
        return new PlannedExperiment
        {
            Index = 0,
            Parameters = [],
            Declarations = [],
            Command = string.Join('\n', ["set -e", .. exports, .. build.BuildSteps]),
            Fingerprint = "",
        };
    }

    private static string Quoted(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
