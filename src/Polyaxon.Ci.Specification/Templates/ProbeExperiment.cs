using Polyaxon.Ci.Specification.Diagnostics;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>
/// Renders one point of the space when a file is read, so that an index beyond a list or a text added to a number is found
/// before anything runs.
/// </summary>
internal static class ProbeExperiment
{
    /// <summary>Where a distribution is probed: off its middle and its ends, where zero and the bounds are.</summary>
    private const double Share = 0.37;

    /// <summary>Reports the fault of the probed experiment.</summary>
    public static void Check(Polyaxonfile file, ExperimentRenderer renderer, DiagnosticBag diagnostics)
    {
        Value? resource = file.Hptuning.Search is HyperbandSection { Resource.IsInteger: var isInteger }
            ? (isInteger ? Value.Of(1) : Value.Of(1.0))
            : null;
        var values = file.Hptuning.Matrix.Select(parameter => Sample(parameter.Option)).ToList();
        if (renderer.Render([.. values], resource).Fault is not { } fault)
        {
            return;
        }

        var shown = file
            .Hptuning.Matrix.Zip(values, (parameter, value) => $"{parameter.Name} = {Short(value)}")
            .Take(5);
        var with = values.Count == 0 ? "" : $" (With {string.Join(", ", shown)}.)";
        diagnostics.Add(fault.Rule, fault.Span, fault.Message + with);
    }

    private static string Short(Value value) =>
        value is ListValue or MapValue ? Arithmetic.Kind(value)
        : value.ToString() is { Length: <= 40 } text ? text
        : value.ToString()[..40] + "…";

    private static Value Sample(MatrixOption option) =>
        option switch
        {
            DiscreteOption discrete => discrete.At(0),
            PvaluesOption weighted => weighted.Items[0].Value,
            DistributionOption distribution => Sample(distribution),
            _ => throw new ArgumentOutOfRangeException(nameof(option)),
        };

    private static Value Sample(DistributionOption distribution)
    {
        var (a, b) = (distribution.A.ToDouble(), distribution.B.ToDouble());
        var x = distribution.Shape == DistributionShape.Uniform ? a + ((b - a) * Share) : a + (b * Share);
        x = distribution.IsLog ? Math.Exp(x) : x;
        return Value.Of(double.IsFinite(x) ? NumberText.Round15(x) : 1.0);
    }
}
