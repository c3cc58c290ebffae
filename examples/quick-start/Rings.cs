/// <summary>A point with its features and its class.</summary>
internal sealed record Point(double[] Features, int Label);

/// <summary>Three classes in the plane, drawn by a fixed generator so that every run sees the same data.</summary>
internal static class Rings
{
    /// <summary>So many points.</summary>
    public static Point[] Points(int count, uint seed)
    {
        var state = seed * 2654435761u + 1;
        var points = new Point[count];
        for (var i = 0; i < count; i++)
        {
            var label = i % 3;
            var radius = label + 0.5 + (0.6 * (Next(ref state) - 0.5));
            var angle = Next(ref state) * Math.Tau;
            var (x, y) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
            points[i] = new Point([1, x, y, x * x, y * y, x * y], label);
        }

        return points;
    }

    /// <summary>A linear congruential generator with the constants of Numerical Recipes.</summary>
    private static double Next(ref uint state)
    {
        state = unchecked((state * 1664525) + 1013904223);
        return state / 4294967296.0;
    }
}
