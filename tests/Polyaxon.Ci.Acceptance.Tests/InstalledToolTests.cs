using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests;

public sealed class InstalledToolTests(Product product)
{
    [Fact]
    public async Task The_version_is_a_number_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var result = (await product.Tool(folder.Path, "--version")).MustSucceed();

        Assert.Matches(@"\A[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?\n\z", result.Output);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task A_polyaxonfile_of_the_folder_is_found_and_checked()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "polyaxonfile.yaml",
            "version: 1\nkind: group\nhptuning: {matrix: {lr: {values: [0.1, 0.2]}}}\nrun: {cmd: 'train {{ lr }}'}\n"
        );
        var result = (await product.Tool(folder.Path, "check")).MustSucceed();

        Assert.Equal("Polyaxonfile valid\n", result.Output);
    }
}
