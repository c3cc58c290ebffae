using System.IO.Compression;

namespace Polyaxon.Ci.Acceptance.Tests.Builds;

/// <summary>What the package leaves in the project that uses it: nothing.</summary>
public sealed class ConsumerTests(Product product)
{
    [Fact]
    public async Task The_projects_own_YamlDotNet_is_neither_replaced_nor_used()
    {
        using var project = new SampleProject(
            product,
            """<ItemGroup><PackageReference Include="YamlDotNet" Version="15.3.0" /></ItemGroup>"""
        );
        project.Write("polyaxonfile.yaml", SampleProject.Doubtful);
        project.Write(
            "Program.cs",
            """
            var text = new YamlDotNet.Serialization.DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>("a: b");
            Console.WriteLine($"{typeof(YamlDotNet.Core.Parser).Assembly.GetName().Version} {text["a"]}");
            """
        );
        Assert.Equal(1, SampleProject.Count((await project.RestoreAndBuild()).MustSucceed(), "PLX3019"));
        var run = await project.Dotnet("bin/Debug/net10.0/app.dll");
        Assert.Equal("15.0.0.0 b\n", run.MustSucceed().Output);

        var output = Directory.EnumerateFiles(project.PathTo("bin"), "*", SearchOption.AllDirectories).ToList();
        Assert.DoesNotContain(output, file => file.Contains("Polyaxon", StringComparison.Ordinal));
        var dependencies = await File.ReadAllTextAsync(
            project.PathTo("bin", "Debug", "net10.0", "app.deps.json"),
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain("Polyaxon", dependencies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_package_made_of_the_project_does_not_know_it_and_is_not_made_of_invalid_files()
    {
        using var project = new SampleProject(product);
        project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        Assert.Equal(1, SampleProject.Count((await project.Dotnet("pack")).MustExitWith(1), "PLX3004"));

        project.Write("polyaxonfile.yaml", SampleProject.Valid);
        (await project.Dotnet("pack", "--no-restore")).MustSucceed();
        await using var package = await ZipFile.OpenReadAsync(
            Directory.EnumerateFiles(project.PathTo("bin"), "*.nupkg", SearchOption.AllDirectories).Single(),
            TestContext.Current.CancellationToken
        );
        var specification = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal));
        using var reader = new StreamReader(await specification.OpenAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(
            "Polyaxon",
            await reader.ReadToEndAsync(TestContext.Current.CancellationToken),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public async Task The_package_holds_what_it_needs_and_nothing_else()
    {
        await using var package = await ZipFile.OpenReadAsync(
            Directory.EnumerateFiles(product.Feed, "Polyaxon.Ci.MSBuild.*.nupkg").Single(),
            TestContext.Current.CancellationToken
        );
        string[] packaging = ["_rels/.rels", "[Content_Types].xml"];
        Assert.Equal(
            [
                "Polyaxon.Ci.MSBuild.nuspec",
                "README.md",
                "build/Polyaxon.Ci.Files.targets",
                "build/Polyaxon.Ci.Inner.targets",
                "build/Polyaxon.Ci.MSBuild.targets",
                "buildMultiTargeting/Polyaxon.Ci.MSBuild.targets",
                "icon.png",
                "tasks/net10.0/Polyaxon.Ci.MSBuild.deps.json",
                "tasks/net10.0/Polyaxon.Ci.MSBuild.dll",
                "tasks/net10.0/Polyaxon.Ci.Planning.dll",
                "tasks/net10.0/Polyaxon.Ci.Search.dll",
                "tasks/net10.0/Polyaxon.Ci.Specification.dll",
                "tasks/net10.0/YamlDotNet.dll",
            ],
            package
                .Entries.Select(entry => entry.FullName)
                .Except(packaging)
                .Where(name => !name.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
    }
}
