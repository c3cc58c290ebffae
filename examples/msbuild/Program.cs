// Sorts random numbers by quicksort with insertion sort for short ranges, and prints how many comparisons that took: the metric that
// a sweep over the two parameters makes smaller.
using System.Globalization;

var cutoff = int.Parse(args[0], CultureInfo.InvariantCulture);
var isMedian = args[1] == "median";
var count = int.Parse(args[2], CultureInfo.InvariantCulture);

var random = new Random(1);
var numbers = Enumerable.Range(0, count).Select(_ => random.Next()).ToArray();
var comparisons = 0L;
Sort(0, count - 1);
for (var i = 1; i < count; i++)
{
    if (numbers[i - 1] > numbers[i])
    {
        Console.Error.WriteLine("not sorted");
        return 1;
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"comparisons={comparisons}"));
return 0;

void Sort(int low, int high)
{
    while (high - low >= cutoff)
    {
        var split = Partition(low, high);
        Sort(low, split);
        low = split + 1;
    }

    for (var i = low + 1; i <= high; i++)
    {
        var number = numbers[i];
        var j = i;
        while (j > low && IsLess(number, numbers[j - 1]))
        {
            numbers[j] = numbers[--j];
        }

        numbers[j] = number;
    }
}

int Partition(int low, int high)
{
    var pivot = Pivot(low, high);
    var (i, j) = (low - 1, high + 1);
    while (true)
    {
        do
        {
            i++;
        } while (IsLess(numbers[i], pivot));

        do
        {
            j--;
        } while (IsLess(pivot, numbers[j]));

        if (i >= j)
        {
            return j;
        }

        (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
    }
}

// Never the largest unless all are equal: the first of two parts must be shorter than the whole.
int Pivot(int low, int high)
{
    var middle = numbers[low + (high - low) / 2];
    if (!isMedian)
    {
        return middle;
    }

    var (a, c) = (numbers[low], numbers[high]);
    return IsLess(a, middle)
        ? IsLess(middle, c)
            ? middle
            : IsLess(a, c)
                ? c
                : a
        : IsLess(a, c)
            ? a
            : IsLess(middle, c)
                ? c
                : middle;
}

bool IsLess(int a, int b)
{
    comparisons++;
    return a < b;
}
