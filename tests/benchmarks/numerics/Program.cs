using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Polyaxon.Ci.Search.Bayesian.Processes;

// Cholesky factors of covariance matrices: the library's own beside MathNet's, by turns, in milliseconds.
Control.UseManaged();
Control.UseSingleThread();
Console.WriteLine("| n | rows added one by one | anew for a likelihood | MathNet |");
Console.WriteLine("| --- | --- | --- | --- |");
foreach (var n in (int[])[24, 48, 96, 200])
{
    var points = Enumerable.Range(0, n).Select(i => Frac(i * 0.6180339887498949)).ToArray();
    var matrix = Matrix<double>.Build.Dense(n, n, (i, j) => Covariance(points[i], points[j]) + (i == j ? 0.01 : 0));
    var packed = new List<double>();
    for (var j = 0; j < n; j++)
    {
        packed.AddRange(Enumerable.Range(j + 1, n - j - 1).Select(i => Covariance(points[i], points[j])));
    }

    var (correlations, rows, anew) = (packed.ToArray(), new Factor(n), new LikelihoodFactor(n));
    var theirs = matrix.Cholesky();
    Action[] ways = [ByRows, () => anew.Factorise(correlations, 1, 0.01, points), () => theirs = matrix.Cholesky()];
    var times = Measure(ways, n);
    for (var i = 0; i < n; i++)
    {
        var expected = theirs.Factor[i, i];
        if (Math.Abs(rows.Diagonal(i) - expected) + Math.Abs(anew.Diagonal(i) - expected) > 1e-9)
        {
            throw new InvalidOperationException($"The factors differ at {i}.");
        }
    }

    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {n} | {times[0]:F3} | {times[1]:F3} | {times[2]:F3} |")
    );

    void ByRows()
    {
        rows.Clear();
        Span<double> row = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                row[j] = matrix[i, j];
            }

            row[i] = matrix[i, i];
            rows.Append(row[..(i + 1)]);
        }
    }
}

static double Frac(double x) => x - Math.Floor(x);

static double Covariance(double a, double b) => (1 + Math.Abs(a - b)) * Math.Exp(-Math.Abs(a - b));

// The least of many turns, after a warm-up: what disturbs the machine only ever adds.
static double[] Measure(Action[] ways, int n)
{
    var least = ways.Select(_ => double.PositiveInfinity).ToArray();
    var turns = Math.Clamp(4_000_000 / (n * n), 7, 400);
    for (var turn = -turns / 2; turn < turns; turn++)
    {
        for (var way = 0; way < ways.Length; way++)
        {
            var start = Stopwatch.GetTimestamp();
            ways[way]();
            var spent = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            least[way] = turn < 0 ? least[way] : Math.Min(least[way], spent);
        }
    }

    return least;
}
