namespace Polyaxon.Ci.Acceptance.Tests.Builds;

/// <summary>Named files with overrides and parameters, in a folder whose name needs care.</summary>
public sealed class ItemTests(Product product)
{
    private const string Items = """
        <ItemGroup>
          <Polyaxonfile Include="sweeps/*.yaml" />
          <Polyaxonfile
            Include="base.yaml"
            Overrides="over\one größe.yaml; two.yaml"
            Params="note=a%3Bb %25;epochs=3"
            OutputName="merged"
          />
        </ItemGroup>
        """;

    [Fact]
    public async Task Overrides_are_merged_in_order_and_watched()
    {
        using var project = Sample();
        (await project.RestoreAndRun("ExpandPolyaxonfiles")).MustSucceed();
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(project.Obj, "polyaxon", "merged.experiments.jsonl"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            """{"id":1,"params":{"lr":3},"declarations":{"lr":3,"note":"a;b %","epochs":3},"cmd":"t 3 a;b % 3"}""",
            Assert.Single(lines)
        );
        Assert.True(File.Exists(Path.Combine(project.Obj, "polyaxon", "sweeps", "a b.matrix.json")));

        var two = project.Write("two.yaml", "version: 1\nkind: group\nhptuning: {matrix: {lr: {range: 5:1:1}}}\n");
        var changed = (await project.Run("ValidatePolyaxonfiles")).MustExitWith(1);
        Assert.StartsWith($"{two}(3,", Assert.Single(SampleProject.Diagnostics(changed)), StringComparison.Ordinal);

        File.Delete(two);
        var removed = (await project.Run("ValidatePolyaxonfiles")).MustExitWith(1);
        Assert.Equal(
            [$"{two}(1,1): error PLX0001: There is no file 'two.yaml'. [{project.ProjectFile}]"],
            SampleProject.Diagnostics(removed)
        );
    }

    [Fact]
    public async Task All_faults_of_all_files_come_in_one_go()
    {
        using var project = Sample(
            """<ItemGroup><Polyaxonfile Include="absent.yaml" Params="=1" /><Polyaxonfile Include="base.yaml" Params="=1" /></ItemGroup>"""
        );
        var first = project.Write("sweeps/a b.yaml", SampleProject.Invalid);
        var second = project.Write("sweeps/ü.yaml", SampleProject.Invalid);
        var result = (await project.RestoreAndBuild()).MustExitWith(1);

        Assert.Equal(
            [
                $"{first}(5,19,5,20): error PLX3004",
                $"{second}(5,19,5,20): error PLX3004",
                $"{project.PathTo("absent.yaml")}(1,1): error PLX0001",
                $"{project.ProjectFile} : error PLX0016",
            ],
            SampleProject
                .Diagnostics(result)
                .Where(line => line.Contains(" error ", StringComparison.Ordinal))
                .Select(line => line[..(line.IndexOf("PLX", StringComparison.Ordinal) + 7)])
        );
    }

    private SampleProject Sample(string more = "")
    {
        var project = new SampleProject(product, Items + more, folder: "mein großes projekt (π)");
        project.Write("sweeps/a b.yaml", SampleProject.Valid);
        project.Write(
            "base.yaml",
            "version: 1\nkind: group\nparams: {note: x, epochs: 1}\nhptuning: {matrix: {lr: {values: [1]}}}\nrun: {cmd: 't {{ lr }} {{ note }} {{ epochs }}'}\n"
        );
        project.Write("over/one größe.yaml", "version: 1\nkind: group\nhptuning: {matrix: {lr: {values: [2]}}}\n");
        project.Write("two.yaml", "version: 1\nkind: group\nhptuning: {matrix: {lr: {values: [3]}}}\n");
        return project;
    }
}
