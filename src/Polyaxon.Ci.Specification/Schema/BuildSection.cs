using System.Collections.Immutable;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary><c>build</c>: the image and what is done once before the first experiment. Exactly one of image, dockerfile and ref is given.</summary>
/// <param name="Image">A container image; null when not given.</param>
/// <param name="Dockerfile">A Dockerfile's path; null when not given.</param>
/// <param name="Ref">A reference to an earlier build of the old platform; null when not given.</param>
/// <param name="Context">The build context's folder; null for the working directory.</param>
/// <param name="BuildSteps">Commands run once before the first experiment, in order.</param>
/// <param name="EnvVars">Environment of the build steps and the image.</param>
/// <param name="NoCache">Whether an image is built without its cache.</param>
public sealed record BuildSection(
    string? Image,
    string? Dockerfile,
    string? Ref,
    string? Context,
    ImmutableArray<string> BuildSteps,
    ImmutableArray<KeyValuePair<string, string>> EnvVars,
    bool NoCache
);
