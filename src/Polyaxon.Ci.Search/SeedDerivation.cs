using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Polyaxon.Ci.Specification.Matrix;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search;

/// <summary>Derives a seed from what is searched and how, so that the same file gives the same experiments everywhere.</summary>
public static class SeedDerivation
{
    /// <summary>
    /// The seed a file gives, or one derived by SHA-256 from the canonical matrix and search sections; derived seeds are below 2^53,
    /// so that every JSON reader keeps them exactly. Spelling, comments and other sections do not matter.
    /// </summary>
    public static long SeedOf(HptuningSection hptuning) => hptuning.Seed ?? Derive(hptuning);

    private static long Derive(HptuningSection hptuning)
    {
        var text = new StringBuilder();
        foreach (var parameter in hptuning.Matrix)
        {
            JsonText.AppendString(text, parameter.Name);
            text.Append('=').Append(Canonical(parameter.Option)).Append('\n');
        }

        text.Append(Canonical(hptuning.Search));
        return (long)(
            BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))) >> 11
        );
    }

    private static string Canonical(MatrixOption option) =>
        option switch
        {
            ValuesOption values => "values" + JsonText.Format(new ListValue(values.Items)),
            PvaluesOption weighted => "pvalues"
                + string.Concat(
                    weighted.Items.Select(item =>
                        JsonText.Format(item.Value) + ":" + NumberText.Format(item.Probability) + ","
                    )
                ),
            RangeOption range => $"range {range.Start} {range.Stop} {range.Step} {range.IsInteger}",
            LinspaceOption line => $"linspace {line.Start} {line.Stop} {line.Num}",
            GeometricOption geometric => $"geomspace {geometric.Start} {geometric.Stop} {geometric.Num}",
            PowerOption power =>
                $"logspace {power.Exponents.Start} {power.Exponents.Stop} {power.Exponents.Num} {power.Base}",
            DistributionOption distribution =>
                $"{distribution.Name} {distribution.A} {distribution.B} {distribution.Quantum}",
            _ => throw new ArgumentOutOfRangeException(nameof(option)),
        };

    private static string Canonical(SearchSection search) =>
        search switch
        {
            GridSearchSection grid => $"grid {grid.NExperiments}",
            RandomSearchSection random => $"random {random.NExperiments}",
            HyperbandSection band => string.Create(
                CultureInfo.InvariantCulture,
                $"hyperband {band.MaxIter} {NumberText.Format(band.Eta)} {band.Resource.Name} {band.Resource.IsInteger} {band.Metric.Name} {band.Metric.Optimization} {band.Resume} {band.Sampler}"
            ),
            BayesianSection bo => string.Create(
                CultureInfo.InvariantCulture,
                $"bo {bo.NInitialTrials} {bo.NIterations} {bo.Metric.Name} {bo.Metric.Optimization}"
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(search)),
        };
}
