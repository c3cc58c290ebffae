namespace Polyaxon.Ci.Tool.Tests;

public sealed class VerbsTests
{
    [Fact]
    public void Each_verb_is_made_when_it_is_asked_for_and_all_are_otherwise()
    {
        var all = Verbs.For([]).Select(verb => verb.Name).ToList();

        Assert.Distinct(all);
        Assert.Contains("check", all);
        Assert.Equal(all, Verbs.For(["--help"]).Select(verb => verb.Name));
        Assert.All(all, name => Assert.Contains(name, Verbs.For([name]).Select(verb => verb.Name)));
        Assert.True(all.Sum(name => Verbs.For([name]).Count()) < all.Count * all.Count);
    }
}
