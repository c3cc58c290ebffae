using System.Text.Json;

namespace Polyaxon.Ci.Acceptance.Tests.Builds;

public sealed class ExpansionTests(Product product)
{
    [Fact]
    public async Task The_lists_are_those_of_the_tool()
    {
        using var project = new SampleProject(product);
        var file = project.Write("polyaxonfile.yaml", SampleProject.Valid);
        var lists = project.PathTo("für ci");
        var listed = (
            await project.RestoreAndRun("ExpandPolyaxonfiles", "-p:PolyaxonExpandOutput=für ci")
        ).MustSucceed();
        var text = await File.ReadAllTextAsync(
            Path.Combine(lists, "polyaxonfile.matrix.json"),
            TestContext.Current.CancellationToken
        );
        using var matrix = JsonDocument.Parse(text);

        Assert.Contains("polyaxonfile.yaml: 3 experiments", listed.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["e1", "e2", "e3"],
            matrix.RootElement.GetProperty("include").EnumerateArray().Select(row => row.GetProperty("id").GetString())
        );
        Assert.Equal(
            (await product.Tool(lists, "expand", "--format", "github", "-f", file)).MustSucceed().Output,
            text
        );
        Assert.Equal(
            (await product.Tool(lists, "expand", "--format", "jsonl", "-f", file)).MustSucceed().Output,
            await File.ReadAllTextAsync(
                Path.Combine(lists, "polyaxonfile.experiments.jsonl"),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task A_big_space_is_cut_with_a_warning()
    {
        using var project = new SampleProject(product);
        var file = project.Write(
            "polyaxonfile.yaml",
            SampleProject.Valid.Replace("values: [0.1, 0.2, 0.3]", "range: 0:1000000000000:1", StringComparison.Ordinal)
        );
        var cut = (await project.RestoreAndRun("ExpandPolyaxonfiles")).MustSucceed();
        var line = Assert.Single(SampleProject.Diagnostics(cut));
        Assert.StartsWith(
            $"{file}(1,1): warning PLX8002: Only the first 256 of 1000000000000 experiments are listed",
            line,
            StringComparison.Ordinal
        );
        Assert.Equal(256, Lines(project));

        (await project.Run("ExpandPolyaxonfiles", "-p:PolyaxonExpandLimit=7")).MustSucceed();
        Assert.Equal(7, Lines(project));
        (await project.Run("ExpandPolyaxonfiles", "-warnaserror:PLX8002")).MustExitWith(1);
        var beyond = (await project.Run("ExpandPolyaxonfiles", "-p:PolyaxonExpandLimit=257")).MustExitWith(1);
        Assert.Contains("error PLX8003: PolyaxonExpandLimit is 257", beyond.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_that_would_overwrite_each_other_are_refused_and_other_kinds_have_none()
    {
        using var project = new SampleProject(
            product,
            """<ItemGroup><Polyaxonfile Include="a.yaml" /><Polyaxonfile Include="a.json" /><Polyaxonfile Include="job.yaml" /></ItemGroup>"""
        );
        project.Write("a.yaml", SampleProject.Valid);
        project.Write(
            "a.json",
            """{"version":1,"kind":"group","hptuning":{"matrix":{"a":{"values":[1]}}},"run":{"cmd":"t {{ a }}"}}"""
        );
        project.Write("job.yaml", "version: 1\nkind: job\nbuild: {image: a:1}\nrun: {cmd: t}\n");
        var result = (await project.RestoreAndRun("ExpandPolyaxonfiles")).MustExitWith(1);

        Assert.Contains("error PLX8003: The lists of 'a.yaml' and 'a.json'", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "job.yaml: a polyaxonfile of kind job has no experiments",
            result.Output,
            StringComparison.Ordinal
        );
    }

    private static int Lines(SampleProject project) =>
        File.ReadLines(Path.Combine(project.Obj, "polyaxon", "polyaxonfile.experiments.jsonl")).Count();
}
