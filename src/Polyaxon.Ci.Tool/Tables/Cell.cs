using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it shows; control characters are disarmed when it is written.</param>
/// <param name="Colour">Its colour on a terminal; null for none.</param>
internal readonly record struct Cell(string Text, Colour? Colour = null)
{
    /// <summary>A cell without a colour.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A cell from any text.</summary>
    public static Cell FromString(string text) => new(text);
}
