using Polyaxon.Ci.Tool.Output;

namespace Polyaxon.Ci.Tool.Tables;

/// <summary>The colours of statuses, as the old tool had them.</summary>
internal static class StatusColour
{
    /// <summary>A status as a cell.</summary>
    public static Cell Cell(string status) =>
        new(
            status,
            status switch
            {
                "created" => Colour.Cyan,
                "succeeded" => Colour.Green,
                "failed" or "stopped" or "upstream_failed" or "objective_missing" => Colour.Red,
                "done" => null,
                _ => Colour.Yellow,
            }
        );
}
