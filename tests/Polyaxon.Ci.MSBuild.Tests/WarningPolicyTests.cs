using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.MSBuild.Tests;

public sealed class WarningPolicyTests
{
    private static readonly DiagnosticRule Warning = new("PLX9999", DiagnosticSeverity.Warning, "a warning");

    [Theory]
    [InlineData(false, "", "", "", DiagnosticSeverity.Warning)]
    [InlineData(true, "", "", "", DiagnosticSeverity.Error)]
    [InlineData(false, "CS1;plx9999", "", "", DiagnosticSeverity.Error)]
    [InlineData(true, "", "CS1,PLX9999", "", DiagnosticSeverity.Warning)]
    [InlineData(true, "PLX9999", "PLX9999", "", DiagnosticSeverity.Error)]
    [InlineData(true, "PLX9999", "", "1701 ; PLX9999", DiagnosticSeverity.Info)]
    [InlineData(true, "", "PLX999", "", DiagnosticSeverity.Error)]
    public void Warnings_count_as_the_project_says(
        bool all,
        string asErrors,
        string notAsErrors,
        string noWarn,
        DiagnosticSeverity expected
    ) => Assert.Equal(expected, new WarningPolicy(all, asErrors, notAsErrors, noWarn).Apply(Warning));

    [Fact]
    public void Errors_and_facts_stay_what_they_are()
    {
        var policy = new WarningPolicy(true, "PLX1;PLX2", "PLX1;PLX2", "PLX1;PLX2");

        Assert.Equal(DiagnosticSeverity.Error, policy.Apply(new("PLX1", DiagnosticSeverity.Error, "an error")));
        Assert.Equal(DiagnosticSeverity.Info, policy.Apply(new("PLX2", DiagnosticSeverity.Info, "a fact")));
    }
}
