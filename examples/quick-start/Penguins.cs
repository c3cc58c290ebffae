using System.Globalization;

/// <summary>A penguin: its measurements, brought to mean 0 and deviation 1, behind a constant 1; and its species.</summary>
internal sealed record Penguin(double[] Features, int Label);

/// <summary>The Palmer penguins of penguins.csv (see README.md), the same split in every run.</summary>
internal static class Penguins
{
    private static readonly string[] Species = ["Adelie", "Chinstrap", "Gentoo"];

    /// <summary>Reads all penguins; every fourth is kept for the test.</summary>
    public static (Penguin[] Train, Penguin[] Test) Read(string path)
    {
        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToArray();
        var measures = rows.Select(row =>
                row[2..6].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()
            )
            .ToArray();
        for (var f = 0; f < 4; f++)
        {
            var mean = measures.Average(row => row[f]);
            var deviation = Math.Sqrt(measures.Average(row => (row[f] - mean) * (row[f] - mean)));
            foreach (var row in measures)
            {
                row[f] = (row[f] - mean) / deviation;
            }
        }

        var all = rows.Zip(measures, (row, values) => new Penguin([1, .. values], Array.IndexOf(Species, row[0])))
            .ToArray();
        // The file is sorted by species: mixed, so that no mini-batch sees one species alone.
        new Random(1).Shuffle(all);
        return ([.. all.Where((_, i) => i % 4 != 0)], [.. all.Where((_, i) => i % 4 == 0)]);
    }
}
