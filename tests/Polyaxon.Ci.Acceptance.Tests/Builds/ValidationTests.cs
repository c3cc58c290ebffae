namespace Polyaxon.Ci.Acceptance.Tests.Builds;

public sealed class ValidationTests(Product product)
{
    private const string Skipped = "Skipping target \"ValidatePolyaxonfiles\"";

    [Fact]
    public async Task An_invalid_file_breaks_the_build_until_it_is_mended()
    {
        using var project = new SampleProject(product);
        var file = project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        var expected =
            $"{file}(5,19,5,20): error PLX3004: 'range' of 'lr' must go up: 5 is not below 1. [{project.ProjectFile}]";

        var broken = (await project.RestoreAndBuild()).MustExitWith(1);
        Assert.Equal([expected], SampleProject.Diagnostics(broken));
        Assert.False(File.Exists(project.PathTo("obj", "Debug", "net10.0", "app.dll")), "nothing is compiled");
        Assert.Equal([expected], SampleProject.Diagnostics((await project.Build()).MustExitWith(1)));

        project.Write("polyaxonfile.yaml", SampleProject.Valid);
        var mended = (await project.Build("-v:n")).MustSucceed();
        Assert.DoesNotContain("PLX", mended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Skipped, mended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_changed_is_validated_again()
    {
        using var project = new SampleProject(product);
        var file = project.Write("polyaxonfile.yaml", SampleProject.Valid);
        (await project.RestoreAndRun("ValidatePolyaxonfiles")).MustSucceed();
        Assert.Contains(
            Skipped,
            (await project.Run("ValidatePolyaxonfiles", "-v:d")).MustSucceed().Output,
            StringComparison.Ordinal
        );

        // An older file in the place of a newer one, as a checkout of an earlier commit leaves it.
        project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var older = (await project.Run("ValidatePolyaxonfiles")).MustExitWith(1);
        Assert.Equal(1, SampleProject.Count(older, "PLX3004"));

        // Without its file the project has nothing to validate.
        File.Delete(file);
        (await project.Run("ValidatePolyaxonfiles")).MustSucceed();
    }

    [Fact]
    public async Task Validation_is_turned_off_by_its_property_and_in_design_time_builds()
    {
        using var project = new SampleProject(product);
        project.Write("polyaxonfile.yaml", SampleProject.Invalid);
        var off = (await project.RestoreAndBuild("-p:PolyaxonValidateOnBuild=false")).MustSucceed();
        Assert.DoesNotContain("PLX", off.Output, StringComparison.Ordinal);

        var design = await project.Run("Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true");
        Assert.DoesNotContain("PLX", design.MustSucceed().Output, StringComparison.Ordinal);

        (await project.Run("Compile")).MustExitWith(1);
        var unnamed = (await project.Build("-p:EnableDefaultPolyaxonfileItems=false")).MustSucceed();
        Assert.DoesNotContain("PLX", unnamed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_removes_what_validation_left()
    {
        using var project = new SampleProject(product);
        project.Write("polyaxonfile.yaml", SampleProject.Doubtful);
        (await project.RestoreAndRun("ValidatePolyaxonfiles;ExpandPolyaxonfiles")).MustSucceed();
        Assert.NotEmpty(Left(project));

        (await project.Run("Clean")).MustSucceed();
        Assert.Empty(Left(project));
    }

    private static IEnumerable<string> Left(SampleProject project) =>
        Directory
            .EnumerateFileSystemEntries(project.PathTo("obj"), "*polyaxon*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("nuget", StringComparison.Ordinal));
}
