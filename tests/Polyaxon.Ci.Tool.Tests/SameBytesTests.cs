using System.Globalization;
using Polyaxon.Ci.Search;
using Polyaxon.Ci.Specification;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests;

/// <summary>The same file gives the same suggestions, byte for byte, whatever the processor can do and whatever people's language is.</summary>
public sealed class SameBytesTests
{
    private const string Matrix = """
            lr: {loguniform: -9:-2}
            units: {qlognormal: 3:1:8}
            drop: {quniform: 0:0.5:0.05}
            size: {geomspace: 1:1000:7}
            power: {logspace: -3:3:7:1.7}
            noise: {normal: 0:1}
            kind: {pvalues: [[İstanbul, 0.3], [ıI, 0.7]]}
        """;

    public static TheoryData<string> Searches { get; } =
    [
        "grid",
        "random_search: {n_experiments: 40}",
        "hyperband: {max_iter: 27, eta: 3, resource: {name: epochs, type: float}, metric: {name: loss, optimization: minimize}}",
        "bo: {n_initial_trials: 5, n_iterations: 20, metric: {name: loss, optimization: minimize}}",
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Without_the_processors_extensions(string search)
    {
        using var folder = Prepare(search);
        var usual = await ExpandAsync(folder, []);

        Assert.NotEmpty(usual);
        foreach (
            var (name, value) in new[]
            {
                ("DOTNET_EnableAVX2", "0"),
                ("DOTNET_EnableHWIntrinsic", "0"),
                ("DOTNET_TieredCompilation", "0"),
            }
        )
        {
            Assert.Equal(usual, await ExpandAsync(folder, new() { [name] = value }));
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task In_another_language(string search)
    {
        using var folder = Prepare(search);
        var usual = await ExpandAsync(folder, []);

        foreach (var language in new[] { "de_DE.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8" })
        {
            Assert.Equal(
                usual,
                await ExpandAsync(
                    folder,
                    new()
                    {
                        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
                        ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = "0",
                        ["LANG"] = language,
                        ["LC_ALL"] = language,
                    }
                )
            );
        }
    }

    /// <summary>The build leaves cultures out, so one that writes numbers and letters in its own way is made here.</summary>
    [Theory]
    [MemberData(nameof(Searches))]
    public void In_a_culture_with_commas_and_other_minus_signs(string search)
    {
        var usual = Suggest(search);
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NumberGroupSeparator = ".";
        odd.NumberFormat.NegativeSign = "−";
        odd.NumberFormat.PositiveSign = "plus";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = odd;

            Assert.Equal(usual, Suggest(search));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static List<string> Suggest(string search)
    {
        var read = PolyaxonfileReader.Read([new SourceText("f.yaml", Text(search))], []);
        Assert.True(read.IsValid, string.Join('\n', read.Diagnostics));
        var hptuning = read.File!.Hptuning;
        return
        [
            .. SearchFactory
                .Create(hptuning, SeedDerivation.SeedOf(hptuning))
                .Next(History.Empty, 40)
                .Suggestions.Select(one => read.Renderer!.Render(one.Values, one.Resource).Experiment!.Command),
        ];
    }

    private static TemporaryFolder Prepare(string search)
    {
        var folder = new TemporaryFolder();
        folder.Write("polyaxonfile.yaml", Text(search));

        // Results of a whole first batch, so that the adaptive searches decide by numbers.
        var lines = Enumerable
            .Range(1, 40)
            .Select(i =>
                FormattableString.Invariant(
                    $$"""{"id":{{i}},"bracket":3,"rung":0,"resource":1.0,"params":{"lr":{{0.001 * i}},"units":{{8.0 * i}},"drop":0.05,"size":10.0,"power":{{1.7}},"noise":{{0.01 * i}},"kind":"ıI"},"metrics":{"loss":{{Math.Abs(i - 17) / 7.0}} } }"""
                )
            );
        folder.Write("seen.jsonl", string.Join('\n', lines) + "\n");
        return folder;
    }

    private static string Text(string search)
    {
        // A grid has no distributions.
        var (section, matrix) =
            search == "grid"
                ? (
                    "",
                    string.Join(
                        '\n',
                        Matrix.Split('\n').Where(line => line.Contains("space", StringComparison.Ordinal))
                    )
                )
                : ($"  {search}\n", Matrix);
        var names = matrix.Split('\n').Select(line => line.Trim().Split(':')[0]).Where(name => name.Length > 0);
        return $"version: 1\nkind: group\nhptuning:\n{section}  matrix:\n{matrix}\nrun:\n  cmd: \"run {string.Join(' ', names.Select(name => $"{{{{ {name} }}}}"))}\"\n";
    }

    private static async Task<string> ExpandAsync(TemporaryFolder folder, Dictionary<string, string?> environment)
    {
        var all = await ProcessRunner.RunAsync(
            "dotnet",
            [BuiltTool.Assembly, "expand", "--format", "jsonl", "--count", "40"],
            folder.Path,
            environment
        );
        var next = await ProcessRunner.RunAsync(
            "dotnet",
            [BuiltTool.Assembly, "expand", "--format", "jsonl", "--observations", "seen.jsonl", "--count", "4"],
            folder.Path,
            environment
        );
        return all.MustSucceed().Output + next.MustSucceed().Output;
    }
}
