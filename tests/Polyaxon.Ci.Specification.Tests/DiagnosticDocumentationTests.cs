using System.Reflection;
using System.Text.RegularExpressions;
using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Specification.Tests;

public sealed partial class DiagnosticDocumentationTests
{
    private static readonly List<DiagnosticRule> Rules =
    [
        .. typeof(DiagnosticRule)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(DiagnosticRule))
            .Select(property => (DiagnosticRule)property.GetValue(null)!),
    ];

    [Fact]
    public void Every_code_names_one_rule() => Assert.Distinct(Rules.Select(rule => rule.Code));

    [Fact]
    public void The_page_explains_every_code_and_no_other()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "diagnostics.md"));

        Assert.Equal(
            Rules.Select(rule => rule.Code).Order(),
            Heading().Matches(page).Select(match => match.Groups[1].Value).Order()
        );
        Assert.All(
            Rules,
            rule =>
                Assert.Contains(
                    $"`{rule.Severity.ToString().ToLowerInvariant()}` — **{rule.Title}.**",
                    page,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Every_code_has_an_example_and_what_to_do()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "diagnostics.md"));

        Assert.All(
            page.Split("\n### ").Skip(1),
            entry =>
            {
                Assert.Contains("\n* Example: ", entry, StringComparison.Ordinal);
                Assert.Contains("\n* What to do: ", entry, StringComparison.Ordinal);
            }
        );
    }

    [GeneratedRegex("^### (PLX[0-9]{4})$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
