using System.Text.RegularExpressions;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>Every workflow and action of the repository passes actionlint, GitHub's own parser and the rules of this project.</summary>
public sealed partial class WorkflowLintTests
{
    private static string[] Shipped =>
        [
            Repository.PathTo("action.yml"),
            .. Directory.EnumerateFiles(Repository.PathTo(".github", "workflows"), "*.yml"),
            .. Directory
                .EnumerateFiles(Repository.PathTo("examples"), "*.yml", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "workflows"),
        ];

    [Fact]
    public async Task What_is_shipped_has_no_fault()
    {
        Node.Require();

        (await Node.RunAsync("lint.mjs", Shipped)).MustSucceed();
    }

    [Theory]
    [InlineData("needs: absent", "absent")]
    [InlineData("if: ${{ nothing.at.all }}", "nothing")]
    [InlineData("strategy: {matrix: [1]}", "matrix")]
    public async Task A_fault_is_found(string line, string named)
    {
        Node.Require();
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "bad.yml",
            $"on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    {line}\n    steps: [{{run: echo}}]\n"
        );

        Assert.Contains(
            named,
            (await Node.RunAsync("lint.mjs", path)).MustExitWith(1).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_expression_stands_in_a_script()
    {
        foreach (var path in Shipped)
        {
            Assert.DoesNotMatch(ExpressionInScript(), File.ReadAllText(path));
        }
    }

    [Fact]
    public void Actions_of_others_are_pinned_to_a_commit()
    {
        foreach (
            var line in Shipped
                .SelectMany(File.ReadLines)
                .Where(line => line.Contains("uses: actions/", StringComparison.Ordinal))
        )
        {
            Assert.Matches(@"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line);
        }
    }

    [Fact]
    public void Workflows_ask_for_no_more_than_they_need()
    {
        foreach (var path in Shipped.Where(path => Path.GetFileName(path) != "action.yml"))
        {
            Assert.Matches(@"(?m)^permissions:\n  contents: read$", File.ReadAllText(path).ReplaceLineEndings("\n"));
        }
    }

    [GeneratedRegex(@"(?m)^\s*(- )?run: [^\n]*\$\{\{")]
    private static partial Regex ExpressionInScript();
}
