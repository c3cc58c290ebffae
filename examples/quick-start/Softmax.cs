/// <summary>Multinomial logistic regression trained by mini-batches.</summary>
internal sealed class Softmax
{
    private const int Classes = 3;
    private const int Features = 6;
    private readonly double[,] _weights = new double[Classes, Features];

    /// <summary>One step down the gradient of a batch.</summary>
    public void Step(ReadOnlySpan<Point> batch, double learningRate)
    {
        var gradient = new double[Classes, Features];
        foreach (var point in batch)
        {
            var odds = Predict(point);
            for (var c = 0; c < Classes; c++)
            {
                for (var f = 0; f < Features; f++)
                {
                    gradient[c, f] += (odds[c] - (c == point.Label ? 1 : 0)) * point.Features[f] / batch.Length;
                }
            }
        }

        for (var c = 0; c < Classes; c++)
        {
            for (var f = 0; f < Features; f++)
            {
                _weights[c, f] -= learningRate * gradient[c, f];
            }
        }
    }

    /// <summary>The share of right answers and the mean log loss.</summary>
    public (double Accuracy, double Loss) Score(Point[] points)
    {
        var (right, loss) = (0, 0.0);
        foreach (var point in points)
        {
            var odds = Predict(point);
            right += Array.IndexOf(odds, odds.Max()) == point.Label ? 1 : 0;
            loss -= Math.Log(Math.Max(odds[point.Label], 1e-12)) / points.Length;
        }

        return ((double)right / points.Length, loss);
    }

    private double[] Predict(Point point)
    {
        var scores = new double[Classes];
        for (var c = 0; c < Classes; c++)
        {
            for (var f = 0; f < Features; f++)
            {
                scores[c] += _weights[c, f] * point.Features[f];
            }
        }

        var exponents = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
        var sum = exponents.Sum();
        return [.. exponents.Select(exponent => exponent / sum)];
    }
}
