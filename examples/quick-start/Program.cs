// Tells the species of a penguin from four measurements by softmax regression: small, but the learning rate matters.
// Prints one line "accuracy=…" and "loss=…" an epoch, measured on penguins it has not seen; the last ones count.
using System.Globalization;

var settings = args.Select(argument => argument.TrimStart('-').Split('=', 2))
    .ToDictionary(pair => pair[0], pair => pair[1]);
var learningRate = double.Parse(settings["lr"], CultureInfo.InvariantCulture);
var batchSize = int.Parse(settings["batch-size"], CultureInfo.InvariantCulture);
var epochs = settings.TryGetValue("epochs", out var given) ? int.Parse(given, CultureInfo.InvariantCulture) : 30;

var (train, test) = Penguins.Read("penguins.csv");
var model = new Softmax();
for (var epoch = 0; epoch < epochs; epoch++)
{
    for (var start = 0; start < train.Length; start += batchSize)
    {
        model.Step(train.AsSpan(start, Math.Min(batchSize, train.Length - start)), learningRate);
    }

    var (accuracy, loss) = model.Score(test);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accuracy={accuracy:0.0000}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss={loss:0.0000}"));
}
