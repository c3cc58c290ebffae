using System.Text.RegularExpressions;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Builds;

/// <summary>A project in a folder of its own that references the packed <c>Polyaxon.Ci.MSBuild</c>, built as its author builds it.</summary>
internal sealed partial class SampleProject : IDisposable
{
    /// <summary>A polyaxonfile without a fault.</summary>
    public const string Valid = """
        version: 1
        kind: group
        hptuning:
          matrix:
            lr: {values: [0.1, 0.2, 0.3]}
        run:
          cmd: train --lr={{ lr }}
        """;

    /// <summary>One with an error at line 5, column 19.</summary>
    public const string Invalid = """
        version: 1
        kind: group
        hptuning:
          matrix:
            lr: {range: 5:1:1}
        run:
          cmd: train --lr={{ lr }}
        """;

    /// <summary>One with a warning (PLX3019, a repeated value) at line 5.</summary>
    public const string Doubtful = """
        version: 1
        kind: group
        hptuning:
          matrix:
            lr: {values: [0.1, 0.1]}
        run:
          cmd: train --lr={{ lr }}
        """;

    private const string PlainSdk = "Microsoft.NET.Sdk";

    private const string PlainFramework = "<TargetFramework>net10.0</TargetFramework>";

    private static readonly SemaphoreSlim s_templateLock = new(1);

    private static SampleProject? s_template;

    private readonly Product _product;
    private readonly bool _isPlain;
    private readonly TemporaryFolder _folder;

    /// <summary>Writes a project.</summary>
    /// <param name="product">What is tested.</param>
    /// <param name="content">What stands in the project beside the reference.</param>
    /// <param name="sdk">The project's SDK.</param>
    /// <param name="framework">The property that names its frameworks, with its value.</param>
    /// <param name="folder">The name of its folder.</param>
    public SampleProject(
        Product product,
        string content = "",
        string sdk = PlainSdk,
        string framework = PlainFramework,
        string folder = "app"
    )
    {
        _product = product;
        _isPlain =
            (sdk, framework) == (PlainSdk, PlainFramework)
            && !content.Contains("PackageReference", StringComparison.Ordinal);
        _folder = TemporaryFolder.Named(folder);
        File.Copy(product.NuGetConfig, _folder.PathTo("nuget.config"));
        _folder.Write("Program.cs", "return 0;\n");
        Write(
            "app.csproj",
            $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                {framework}
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Polyaxon.Ci.MSBuild" Version="*" PrivateAssets="all" />
              </ItemGroup>
              {content}
            </Project>
            """
        );
    }

    /// <summary>The project file.</summary>
    public string ProjectFile => PathTo("app.csproj");

    /// <summary>Where the build's intermediate files go.</summary>
    public string Obj => PathTo("obj", "Debug", "net10.0");

    /// <summary>A path in its folder.</summary>
    public string PathTo(params ReadOnlySpan<string> parts) => _folder.PathTo(parts);

    /// <summary>Writes a file into its folder.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs a verb of <c>dotnet</c> on the project; nodes end with it.</summary>
    public Task<ProcessResult> Dotnet(string verb, params string[] arguments) =>
        _product.Dotnet(_folder.Path, [verb, .. arguments, "-nodeReuse:false"]);

    /// <summary>Builds it without restoring; the first build of a project is <see cref="RestoreAndBuild"/>.</summary>
    public Task<ProcessResult> Build(params string[] arguments) => Dotnet("build", ["--no-restore", .. arguments]);

    /// <summary>Restores it from the tests' feed and builds it.</summary>
    public async Task<ProcessResult> RestoreAndBuild(params string[] arguments)
    {
        await RestoreAsync();
        return await Build(arguments);
    }

    /// <summary>Restores it and runs a target alone.</summary>
    public async Task<ProcessResult> RestoreAndRun(string target, params string[] arguments)
    {
        await RestoreAsync();
        return await Run(target, arguments);
    }

    /// <summary>
    /// Restores it. All projects that reference the package alone are restored to the same, so that is done once and copied.
    /// </summary>
    private async Task RestoreAsync()
    {
        if (!_isPlain)
        {
            (await Dotnet("msbuild", "-t:Restore", "-v:q")).MustSucceed();
            return;
        }

        foreach (var file in Directory.EnumerateFiles(await Template(_product)))
        {
            Directory.CreateDirectory(PathTo("obj"));
            File.Copy(file, PathTo("obj", Path.GetFileName(file)), overwrite: true);
        }
    }

    private static async Task<string> Template(Product product)
    {
        await s_templateLock.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (s_template is null)
            {
                s_template = new SampleProject(product);
                (await s_template.Dotnet("msbuild", "-t:Restore", "-v:q")).MustSucceed();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => s_template.Dispose();
            }

            return s_template.PathTo("obj");
        }
        finally
        {
            s_templateLock.Release();
        }
    }

    /// <summary>Runs a target alone.</summary>
    public Task<ProcessResult> Run(string target, params string[] arguments) =>
        Dotnet("msbuild", ["-t:" + target, .. arguments]);

    /// <summary>
    /// Runs a target once for each set of properties, one after another in one process, as a project that refers to this one would.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="cases">The properties of each run, <c>NAME=VALUE</c> with <c>%3B</c> for a semicolon within a value.</param>
    /// <returns>For each run whether it succeeded, and its diagnostics.</returns>
    public async Task<IReadOnlyList<(bool Succeeded, IReadOnlyList<string> Diagnostics)>> RunCases(
        string target,
        params string[] cases
    )
    {
        const string Mark = "== ";
        var runs = cases.Select(
            (properties, i) =>
                $"""
                    <MSBuild Projects="app.csproj" Targets="{target}" Properties="Case={i};{properties}" ContinueOnError="true" />
                    <Message Importance="high" Text="{Mark}$(MSBuildLastTaskResult)" />
                    """
        );
        Write("cases.proj", $"<Project><Target Name=\"Run\">{string.Concat(runs)}</Target></Project>");
        var result = await Dotnet("msbuild", "cases.proj", "-v:m");
        var log = new List<string>();
        var answers = new List<(bool, IReadOnlyList<string>)>();
        foreach (var line in result.Lines.Select(line => line.Trim()))
        {
            if (!line.StartsWith(Mark, StringComparison.Ordinal))
            {
                log.Add(line);
                continue;
            }

            answers.Add((line == Mark + "true", [.. log.Where(one => Ours().IsMatch(one))]));
            log.Clear();
        }

        return answers.Count == cases.Length ? answers : throw new Xunit.Sdk.XunitException(result.ToString());
    }

    /// <summary>The lines of a build's log that are diagnostics of ours, each once (the summary repeats them), in order.</summary>
    public static IReadOnlyList<string> Diagnostics(ProcessResult build) =>
        [.. build.Lines.Select(line => line.Trim()).Where(line => Ours().IsMatch(line)).Distinct()];

    /// <summary>How often a diagnostic was given, the summary's repetition not counted.</summary>
    public static int Count(ProcessResult build, string code) =>
        build.Output.Split("Build FAILED.")[0].Split("Build succeeded.")[0].Split(" " + code + ": ").Length - 1;

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@" (error|warning) PLX[0-9]{4}: ")]
    private static partial Regex Ours();
}
