using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests;

/// <summary>
/// Packs the product as <c>dotnet pack</c> does, the tool for this system alone (a release packs all systems). Packing takes most of
/// a test run's time, so packages are kept in <c>obj/packages/HASH</c>, where the hash covers every byte that goes into them: sources,
/// build files, lock files, documents, SDK and configuration. Other sources have another hash and are packed anew.
/// </summary>
internal static class ProductPackages
{
    private static readonly string[] Projects = ["Polyaxon.Ci.Tool", "Polyaxon.Ci.MSBuild"];

    private static readonly string Configuration = Metadata("Configuration");

    private static readonly string Folder = Repository.PathTo(
        "tests",
        "Polyaxon.Ci.Acceptance.Tests",
        "obj",
        "packages"
    );

    /// <summary>The folder that holds the packages of the sources as they are now.</summary>
    public static async Task<string> PackAsync()
    {
        Directory.CreateDirectory(Folder);
        await using var alone = await LockAsync(Path.Combine(Folder, ".lock"));
        var packages = Path.Combine(Folder, await HashAsync());
        if (Directory.Exists(packages))
        {
            return packages;
        }

        foreach (var old in Directory.GetDirectories(Folder))
        {
            Directory.Delete(old, recursive: true);
        }

        var unfinished = packages + ".unfinished";
        foreach (var project in Projects)
        {
            await PackAsync(project, unfinished);
        }

        foreach (var package in SamplePackages())
        {
            File.Copy(package, Path.Combine(unfinished, Path.GetFileName(package)));
        }

        Directory.Move(unfinished, packages);
        return packages;
    }

    private static async Task PackAsync(string project, string target)
    {
        string[] arguments =
        [
            "pack",
            Repository.PathTo("src", project),
            "--configuration",
            Configuration,
            "--no-restore",
            "--output",
            target,
            "-p:ToolPackageRuntimeIdentifiers=" + RuntimeIdentifier(),
            "-nodeReuse:false",
            "-verbosity:quiet",
        ];
        var environment = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES"),
        };
        (await ProcessRunner.RunAsync("dotnet", arguments, Repository.Root, environment)).MustSucceed();
    }

    /// <summary>The packages that sample projects use, as restoring this project unpacked them.</summary>
    private static IEnumerable<string> SamplePackages() =>
        from package in Metadata("SamplePackages").ToLowerInvariant().Split(';')
        let parts = package.Split('/', '[', ']').Where(part => part.Length > 0).ToArray()
        select Path.Combine(Metadata("NuGetPackageRoot"), parts[0], parts[1], $"{parts[0]}.{parts[1]}.nupkg");

    /// <summary>This system, or the portable <c>any</c> where the tool has no package of its own for it.</summary>
    private static string RuntimeIdentifier()
    {
        var project = File.ReadAllText(Repository.PathTo("src", "Polyaxon.Ci.Tool", "Polyaxon.Ci.Tool.csproj"));
        var all = project.Split("<RuntimeIdentifiers>")[1].Split("</RuntimeIdentifiers>")[0].Split(';');
        return all.Contains(RuntimeInformation.RuntimeIdentifier) ? RuntimeInformation.RuntimeIdentifier : "any";
    }

    private static async Task<string> HashAsync()
    {
        var sdk = (await ProcessRunner.RunAsync("dotnet", ["--version"], Repository.Root)).MustSucceed().Output.Trim();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, sdk, Configuration, RuntimeIdentifier());
        foreach (var file in Inputs().Order(StringComparer.Ordinal))
        {
            Append(hash, Path.GetRelativePath(Repository.Root, file));
            hash.AppendData(SHA256.HashData(await File.ReadAllBytesAsync(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void Append(IncrementalHash hash, params string[] texts) =>
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\0', texts) + '\0'));

    private static IEnumerable<string> Inputs()
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        var sources = new[] { "src", "docs" }.SelectMany(folder =>
            Directory.EnumerateFiles(Repository.PathTo(folder), "*", all)
        );
        return sources
            .Where(file =>
                !Path.GetRelativePath(Repository.Root, file)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj")
            )
            .Concat(Directory.EnumerateFiles(Repository.Root));
    }

    /// <summary>Test runs of one checkout that overlap pack one after another.</summary>
    private static async Task<FileStream> LockAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
            }
        }
    }

    private static string Metadata(string key) =>
        typeof(ProductPackages)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
