using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests;

/// <summary>The page on the command line names what the tool has.</summary>
public sealed class CommandLineDocumentationTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathTo("docs", "cli.md"));

    [Fact]
    public void Every_verb_is_named()
    {
        Assert.All(Verbs.For([]), verb => Assert.Matches($@"(?m)^## .*\b{verb.Name}\b|`{verb.Name}\b", Page));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("expand")]
    [InlineData("init")]
    [InlineData("schema")]
    [InlineData("completion")]
    public void Every_option_is_named(string verb)
    {
        var command = Verbs.For([verb]).Single();

        Assert.All(command.Options, option => Assert.Contains($"`{option.Name}", Page, StringComparison.Ordinal));
    }
}
