using System.Collections.Concurrent;
using System.Globalization;
using Polyaxon.Ci.Sweeps.GitHub;

namespace Polyaxon.Ci.Sweeps.Ci;

/// <summary>What was downloaded of a run.</summary>
/// <param name="Artifacts">How many artifacts of sweeps were unpacked.</param>
/// <param name="Problems">Which could not be, and why.</param>
public sealed record DownloadedRun(int Artifacts, IReadOnlyList<string> Problems);

/// <summary>Downloads plans, results and ledgers of a workflow run. An artifact that is broken or hostile is told of and left out.</summary>
public sealed class RunDownload(GitHubSession session, ArchiveLimits limits)
{
    /// <summary>Enough to be quick, few enough not to be taken for an attack.</summary>
    private const int AtOnce = 5;

    private static readonly string[] Prefixes = ["plx-plan-", "plx-res-", "plx-group-"];

    /// <summary>Unpacks each artifact into a folder of its own, named by its id alone.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GitHubException">The run's artifacts cannot be listed or downloaded.</exception>
    public async Task<DownloadedRun> Fetch(long run, string folder, CancellationToken cancellation)
    {
        var artifacts = (await session.ListArtifacts(run, cancellation).ConfigureAwait(false))
            .Where(artifact => IsOfSweep(artifact.Name))
            .ToList();
        ConcurrentBag<string> problems =
        [
            .. artifacts
                .Where(artifact => artifact.IsExpired)
                .Select(artifact => $"{artifact.Name} has expired: its content was deleted."),
        ];
        await Parallel
            .ForEachAsync(
                artifacts.Where(artifact => !artifact.IsExpired),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (artifact, token) =>
                {
                    if (await Unpack(artifact, folder, token).ConfigureAwait(false) is { } problem)
                    {
                        problems.Add(problem);
                    }
                }
            )
            .ConfigureAwait(false);
        return new DownloadedRun(artifacts.Count - problems.Count, [.. problems.Order(StringComparer.Ordinal)]);
    }

    private async Task<string?> Unpack(RunArtifact artifact, string folder, CancellationToken cancellation)
    {
        var name = artifact.Id.ToString(CultureInfo.InvariantCulture);
        var archive = Path.Combine(folder, name + ".zip");
        try
        {
            await session.Download(artifact, archive, limits.Bytes, cancellation).ConfigureAwait(false);
            SafeArchive.Extract(archive, Path.Combine(folder, name), limits);
            return null;
        }
        catch (InvalidDataException fault)
        {
            return $"{artifact.Name} was left out: {fault.Message}";
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static bool IsOfSweep(string name) =>
        Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
