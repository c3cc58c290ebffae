namespace Polyaxon.Ci.Acceptance.Tests.Builds;

public sealed class WarningTests(Product product)
{
    private const string Warning = "warning PLX3019";

    private const string Error = "error PLX3019";

    [Fact]
    public async Task Warnings_are_given_by_every_build_and_counted_as_the_project_says()
    {
        using var project = new SampleProject(product);
        var file = project.Write("polyaxonfile.yaml", SampleProject.Doubtful);
        var first = SampleProject.Diagnostics((await project.RestoreAndBuild()).MustSucceed());
        Assert.StartsWith($"{file}(5,24,5,27): {Warning}: ", Assert.Single(first), StringComparison.Ordinal);

        (string Properties, bool Succeeds, string? Given)[] cases =
        [
            ("", true, Warning),
            ("", true, Warning),
            ("TreatWarningsAsErrors=true", false, Error),
            ("TreatWarningsAsErrors=true", false, Error),
            ("WarningsAsErrors=CS1%3BPLX3019", false, Error),
            ("TreatWarningsAsErrors=true;WarningsNotAsErrors=CS1%3BPLX3019", true, Warning),
            ("TreatWarningsAsErrors=true;NoWarn=PLX3019", true, null),
            ("NoWarn=CS1%3Bplx3019", true, null),
            ("", true, Warning),
            ("MSBuildTreatWarningsAsErrors=true", false, Error),
            ("", true, Warning),
        ];
        var runs = await project.RunCases("ValidatePolyaxonfiles", [.. cases.Select(one => one.Properties)]);

        Assert.Equal(
            cases.Select(one => $"{one.Properties} -> {one.Succeeds} {one.Given}"),
            runs.Zip(cases, (run, one) => $"{one.Properties} -> {run.Succeeded} {Brief(run.Diagnostics)}")
        );
        var broken = (await project.Build("-warnaserror")).MustExitWith(1);
        Assert.Contains(SampleProject.Diagnostics(broken), line => line.Contains(Error, StringComparison.Ordinal));
    }

    private static string Brief(IReadOnlyList<string> diagnostics) =>
        string.Join(
            ',',
            diagnostics.Select(line => line[(line.IndexOf("): ", StringComparison.Ordinal) + 3)..].Split(": ")[0])
        );
}
