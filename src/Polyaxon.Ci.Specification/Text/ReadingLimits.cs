namespace Polyaxon.Ci.Specification.Text;

/// <summary>How much one polyaxonfile may hold. Hand-written files stay far below; hostile ones are refused at once.</summary>
public static class ReadingLimits
{
    /// <summary>The most bytes of a file: 1 MiB.</summary>
    public const int Bytes = 1 << 20;

    /// <summary>The most collections inside each other.</summary>
    public const int Depth = 64;

    /// <summary>The most values of a file after aliases are expanded.</summary>
    public const int Nodes = 100_000;
}
