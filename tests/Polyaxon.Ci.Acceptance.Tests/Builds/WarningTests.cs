using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Builds;

public sealed class WarningTests(Product product)
{
    [Fact]
    public async Task Warnings_are_given_by_every_build_and_counted_as_the_project_says()
    {
        using var project = new SampleProject(product);
        var file = project.Write("polyaxonfile.yaml", SampleProject.Doubtful);
        Warned((await project.RestoreAndBuild()).MustSucceed());
        Warned((await project.Build()).MustSucceed());

        Broken((await project.Build("-p:TreatWarningsAsErrors=true")).MustExitWith(1));
        Broken((await project.Build("-p:TreatWarningsAsErrors=true")).MustExitWith(1));
        Broken((await project.Run("ValidatePolyaxonfiles", "-warnaserror:PLX3019")).MustExitWith(1));
        Broken((await project.Run("ValidatePolyaxonfiles", "-p:WarningsAsErrors=PLX3019")).MustExitWith(1));

        Warned((await project.Build("-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=PLX3019")).MustSucceed());
        var quiet = await project.Build("-p:TreatWarningsAsErrors=true", "-p:NoWarn=PLX3019");
        Assert.Empty(SampleProject.Diagnostics(quiet.MustSucceed()));
        Warned((await project.Run("ValidatePolyaxonfiles")).MustSucceed());

        void Warned(ProcessResult build) =>
            Assert.StartsWith($"{file}(5,", Only(build, "warning PLX3019"), StringComparison.Ordinal);

        void Broken(ProcessResult build) =>
            Assert.StartsWith($"{file}(5,", Only(build, "error PLX3019"), StringComparison.Ordinal);
    }

    private static string Only(ProcessResult build, string what)
    {
        var line = Assert.Single(SampleProject.Diagnostics(build));
        Assert.Contains(what, line, StringComparison.Ordinal);
        return line;
    }
}
