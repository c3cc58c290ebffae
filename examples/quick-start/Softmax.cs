/// <summary>Multinomial logistic regression trained by mini-batches.</summary>
internal sealed class Softmax
{
    private const int Classes = 3;
    private const int Features = 5;
    private readonly double[,] _weights = new double[Classes, Features];

    /// <summary>One step down the gradient of a batch.</summary>
    public void Step(ReadOnlySpan<Penguin> batch, double learningRate)
    {
        var gradient = new double[Classes, Features];
        foreach (var penguin in batch)
        {
            var odds = Predict(penguin);
            for (var c = 0; c < Classes; c++)
            {
                for (var f = 0; f < Features; f++)
                {
                    gradient[c, f] += (odds[c] - (c == penguin.Label ? 1 : 0)) * penguin.Features[f] / batch.Length;
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
    public (double Accuracy, double Loss) Score(Penguin[] penguins)
    {
        var (right, loss) = (0, 0.0);
        foreach (var penguin in penguins)
        {
            var odds = Predict(penguin);
            right += Array.IndexOf(odds, odds.Max()) == penguin.Label ? 1 : 0;
            loss -= Math.Log(Math.Max(odds[penguin.Label], 1e-12)) / penguins.Length;
        }

        return ((double)right / penguins.Length, loss);
    }

    private double[] Predict(Penguin penguin)
    {
        var scores = new double[Classes];
        for (var c = 0; c < Classes; c++)
        {
            for (var f = 0; f < Features; f++)
            {
                scores[c] += _weights[c, f] * penguin.Features[f];
            }
        }

        var exponents = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
        var sum = exponents.Sum();
        return [.. exponents.Select(exponent => exponent / sum)];
    }
}
