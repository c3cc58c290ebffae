namespace Polyaxon.Ci.Acceptance.Tests.Builds;

/// <summary>The ways in which MSBuild runs tasks, and the projects that are not compiled.</summary>
public sealed class EngineTests(Product product)
{
    [Fact]
    public async Task The_same_fault_is_found_however_tasks_are_run()
    {
        using var project = new SampleProject(product);
        var file = project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        var expected =
            $"{file}(5,19,5,20): error PLX3004: 'range' of 'lr' must go up: 5 is not below 1. [{project.ProjectFile}]";

        Assert.Equal([expected], SampleProject.Diagnostics((await project.RestoreAndBuild("-mt")).MustExitWith(1)));
        Assert.Equal([expected], SampleProject.Diagnostics((await project.Build("-m:2")).MustExitWith(1)));
        var hosted = await project.Run("ValidatePolyaxonfiles", "-p:_PolyaxonTaskHost=true");
        Assert.Equal([expected], SampleProject.Diagnostics(hosted.MustExitWith(1)));
    }

    [Fact]
    public async Task An_MSBuild_that_is_too_old_is_told_so()
    {
        using var project = new SampleProject(product);
        project.Write("polyaxonfile.yaml", SampleProject.Valid);
        var old = (await project.RestoreAndBuild("-p:_PolyaxonMSBuildVersion=17.14.0")).MustExitWith(1);
        Assert.StartsWith(
            $"{project.ProjectFile} : error PLX8001: Polyaxon.Ci.MSBuild needs MSBuild 18",
            Assert.Single(SampleProject.Diagnostics(old)),
            StringComparison.Ordinal
        );
        var off = await project.Build("-p:_PolyaxonMSBuildVersion=17.14.0", "-p:PolyaxonValidateOnBuild=false");
        Assert.DoesNotContain("PLX", off.MustSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_compiles_nothing_is_validated()
    {
        using var project = new SampleProject(product, sdk: "Microsoft.Build.NoTargets/3.7.0");
        project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        var result = (await project.RestoreAndBuild()).MustExitWith(1);

        Assert.Equal(1, SampleProject.Count(result, "PLX3004"));
    }
}
