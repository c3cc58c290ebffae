using System.Reflection;
using System.Xml.Linq;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests;

/// <summary>References go one way: Tool → Sweeps → Planning → Search → Specification, and MSBuild → Planning.</summary>
public sealed class ReferenceDirectionTests
{
    private static readonly string[] Order = ["Specification", "Search", "Planning", "Sweeps", "Tool"];

    [Fact]
    public void Projects_refer_downwards_only()
    {
        var projects = Directory.GetFiles(Repository.PathTo("src"), "*.csproj", SearchOption.AllDirectories);

        Assert.True(projects.Length >= Order.Length);
        Assert.All(
            projects,
            project =>
            {
                var from = ShortName(project);
                var references = XDocument
                    .Load(project)
                    .Descendants("ProjectReference")
                    .Select(reference => ShortName(reference.Attribute("Include")!.Value));
                Assert.All(references, to => Assert.True(IsAllowed(from, to), $"{from} → {to}"));
            }
        );
    }

    [Fact]
    public void Assemblies_use_what_is_below_them_only()
    {
        var assemblies = Order
            .Select(name => name == "Tool" ? "dotnet-polyaxon" : $"Polyaxon.Ci.{name}")
            .Select(name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
            .ToList();

        Assert.All(
            assemblies.Zip(Order),
            pair =>
                Assert.All(
                    pair.First.GetReferencedAssemblies()
                        .Where(name => name.Name!.StartsWith("Polyaxon.Ci.", StringComparison.Ordinal)),
                    name => Assert.True(IsAllowed(pair.Second, ShortName(name.Name!)), $"{pair.Second} → {name.Name}")
                )
        );
    }

    [Theory]
    [InlineData("Specification")]
    [InlineData("Search")]
    [InlineData("Planning")]
    public void What_is_pure_touches_no_process_network_console_or_clock(string name)
    {
        // SourceFiles of Specification is the one place that reads files; the others are not told of any.
        var used = Assembly
            .LoadFrom(Path.Combine(AppContext.BaseDirectory, $"Polyaxon.Ci.{name}.dll"))
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!);

        Assert.Empty(
            used.Intersect([
                "System.Diagnostics.Process",
                "System.Net.Http",
                "System.Net.Sockets",
                "System.Console",
                "Microsoft.Data.Sqlite",
            ])
        );
    }

    private static bool IsAllowed(string from, string to) =>
        from == "MSBuild"
            ? Array.IndexOf(Order, to) <= Array.IndexOf(Order, "Planning")
            : Array.IndexOf(Order, to) >= 0 && Array.IndexOf(Order, to) < Array.IndexOf(Order, from);

    private static string ShortName(string path) =>
        Path.GetFileName(path.Replace('\\', '/'))
            .Replace("Polyaxon.Ci.", "", StringComparison.Ordinal)
            .Replace(".csproj", "", StringComparison.Ordinal);
}
