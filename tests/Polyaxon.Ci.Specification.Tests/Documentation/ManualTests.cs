using System.Text.RegularExpressions;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Specification.Tests.Documentation;

public partial class ManualTests
{
    [Fact]
    public void Every_example_of_the_manual_is_valid_without_a_warning()
    {
        var manual = File.ReadAllText(Repository.PathTo("docs", "polyaxonfile.md")).ReplaceLineEndings("\n");
        var examples = Example().Matches(manual).Select(match => match.Groups[1].Value).ToList();

        Assert.True(examples.Count >= 5);
        Assert.All(
            examples,
            example =>
            {
                var read = PolyaxonfileReader.Read([new SourceText("polyaxonfile.yaml", example)], []);

                Assert.Empty(read.Diagnostics.Where(found => found.Severity != DiagnosticSeverity.Info));
                Assert.True(read.IsValid);
            }
        );
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
