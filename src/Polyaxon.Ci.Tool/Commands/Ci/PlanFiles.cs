using System.Reflection;
using System.Text;
using Polyaxon.Ci.Sweeps.Ci;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>Where plans lie, and how they are read and written.</summary>
internal static class PlanFiles
{
    /// <summary>The plan of the first batch, or the one that was downloaded.</summary>
    public const string Plan = "polyaxon-plan/plan.json";

    /// <summary>The plan of the next batch.</summary>
    public const string Next = "polyaxon-next/plan.json";

    /// <summary>What is said of a plan whose polyaxonfile this tool cannot read.</summary>
    public const string NoSpecification =
        "The specification in the plan is not valid; was the plan made by another version of the tool?";

    /// <summary>The version of this tool.</summary>
    public static string ToolVersion { get; } =
        typeof(PlanFiles).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";

    /// <summary>Writes a text, making the folders it needs.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes, making the folders they need.</summary>
    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, bytes, durable: false);
    }

    /// <summary>The one plan of a file or folder; null and the reason when there is not exactly one.</summary>
    public static FoundPlan? Find(string place, out string? fault)
    {
        if (!Directory.Exists(place))
        {
            var found = ArtifactTree.ReadPlan(place);
            fault = found.Plan is null ? $"'{place}' is no plan. {found.Fault}" : null;
            return found.Plan is null ? null : found;
        }

        var plans = ArtifactTree.Plans([place]).ToList();
        fault = plans.Count switch
        {
            0 => $"There is no plan below '{place}'.",
            1 => null,
            var count => $"There are {count} plans below '{place}'; name one.",
        };
        return fault is null ? plans[0] : null;
    }
}
