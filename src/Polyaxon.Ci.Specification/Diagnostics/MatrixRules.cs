namespace Polyaxon.Ci.Specification.Diagnostics;

/// <summary>Faults of the matrix: PLX3xxx.</summary>
public static class MatrixRules
{
    /// <summary>An entry without an option.</summary>
    public static DiagnosticRule NoOption { get; } = Error("PLX3001", "Matrix entry without an option");

    /// <summary>An entry with several options.</summary>
    public static DiagnosticRule SeveralOptions { get; } = Error("PLX3002", "Matrix entry with several options");

    /// <summary>Bounds in a form that cannot be read.</summary>
    public static DiagnosticRule BadForm { get; } = Error("PLX3003", "Bad form of a matrix option");

    /// <summary>The start is not below the stop.</summary>
    public static DiagnosticRule Order { get; } = Error("PLX3004", "Start not below stop");

    /// <summary>A step or quantum that is not above zero.</summary>
    public static DiagnosticRule Step { get; } = Error("PLX3005", "Step not above zero");

    /// <summary>A count that is not an integer of at least 1.</summary>
    public static DiagnosticRule Num { get; } = Error("PLX3006", "Bad number of values");

    /// <summary>A geometric bound that is not above zero.</summary>
    public static DiagnosticRule NotPositive { get; } = Error("PLX3007", "Geometric bound not above zero");

    /// <summary>A number that is not finite.</summary>
    public static DiagnosticRule NotFinite { get; } = Error("PLX3008", "Number not finite");

    /// <summary>Something that is not a number.</summary>
    public static DiagnosticRule NotNumber { get; } = Error("PLX3009", "Not a number");

    /// <summary>A pvalues list that is not pairs.</summary>
    public static DiagnosticRule PvaluesShape { get; } = Error("PLX3010", "Bad pvalues");

    /// <summary>A probability outside 0 to 1.</summary>
    public static DiagnosticRule Probability { get; } = Error("PLX3011", "Bad probability");

    /// <summary>Probabilities that do not add up.</summary>
    public static DiagnosticRule ProbabilitySum { get; } = Error("PLX3012", "Probabilities do not add up");

    /// <summary>Probabilities that add up to less than 1.</summary>
    public static DiagnosticRule ProbabilityRest { get; } = Warning("PLX3013", "Probabilities below 1");

    /// <summary>A distribution with grid search.</summary>
    public static DiagnosticRule DistributionWithGrid { get; } = Error("PLX3014", "Distribution with grid search");

    /// <summary>A base that is not above zero or is 1.</summary>
    public static DiagnosticRule Base { get; } = Error("PLX3015", "Bad base");

    /// <summary>Three-element logspace: values, not exponents.</summary>
    public static DiagnosticRule LogspaceValues { get; } =
        new("PLX3016", DiagnosticSeverity.Info, "Logspace bounds are values");

    /// <summary>Log-uniform bounds that look like values.</summary>
    public static DiagnosticRule LogBounds { get; } = Warning("PLX3017", "Bounds are natural-log exponents");

    /// <summary>A size that has no effect.</summary>
    public static DiagnosticRule SizeIgnored { get; } = Warning("PLX3018", "Size has no effect");

    /// <summary>A value that stands twice.</summary>
    public static DiagnosticRule Repeated { get; } = Warning("PLX3019", "Repeated value");

    /// <summary>A name that cannot be written in a template.</summary>
    public static DiagnosticRule UnwritableName { get; } = Warning("PLX3020", "Name cannot be used in a template");

    /// <summary>A name in both matrix and params.</summary>
    public static DiagnosticRule Clash { get; } = Warning("PLX3021", "Name in both matrix and params");

    /// <summary>A dimension fixed by the command line.</summary>
    public static DiagnosticRule Fixed { get; } = new("PLX3022", DiagnosticSeverity.Info, "Matrix parameter fixed");

    /// <summary>A name that template languages reserve.</summary>
    public static DiagnosticRule ReservedName { get; } = Warning("PLX3023", "Reserved word as a name");

    private static DiagnosticRule Error(string code, string title) => new(code, DiagnosticSeverity.Error, title);

    private static DiagnosticRule Warning(string code, string title) => new(code, DiagnosticSeverity.Warning, title);
}
