namespace Polyaxon.Ci.Acceptance.Tests.Builds;

/// <summary>Projects with several frameworks: the files are the project's, so they are validated once.</summary>
public sealed class FrameworkTests(Product product)
{
    private const string Several =
        "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>";

    [Theory]
    [InlineData("-m:1")]
    [InlineData("-m:2")]
    public async Task Files_are_validated_once(string nodes)
    {
        using var project = new SampleProject(product, framework: Several);
        project.Write("polyaxonfile.yaml", SampleProject.Doubtful);
        var doubtful = (await project.RestoreAndBuild(nodes)).MustSucceed();
        Assert.Equal(1, SampleProject.Count(doubtful, "PLX3019"));

        project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        Assert.Equal(1, SampleProject.Count((await project.Build(nodes)).MustExitWith(1), "PLX3004"));
    }

    [Fact]
    public async Task One_framework_alone_is_validated_too()
    {
        using var project = new SampleProject(product, framework: Several);
        project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        var one = (await project.RestoreAndBuild("-f", "net10.0")).MustExitWith(1);
        Assert.Equal(1, SampleProject.Count(one, "PLX3004"));

        project.Write("polyaxonfile.yaml", SampleProject.Valid);
        (await project.Run("Rebuild", "-m:2")).MustSucceed();
        (await project.Run("ExpandPolyaxonfiles")).MustSucceed();
        Assert.True(File.Exists(project.PathTo("obj", "Debug", "polyaxon", "polyaxonfile.matrix.json")));
    }
}
