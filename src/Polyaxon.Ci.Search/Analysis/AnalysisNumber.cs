using System.Globalization;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Search.Analysis;

/// <summary>How the numbers of an analysis are written.</summary>
public static class AnalysisNumber
{
    /// <summary>A number to six significant digits.</summary>
    public static double SixDigits(double number) => Round(number, "E5");

    /// <summary>A number to four significant digits, as everywhere: <c>0.04321</c>, <c>1.0</c>, <c>1e-05</c>.</summary>
    public static string FourDigits(double number) => NumberText.Format(Round(number, "E3"));

    /// <summary>A share as a whole percentage: <c>72 %</c>.</summary>
    public static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * share, MidpointRounding.AwayFromZero)} %");

    private static double Round(double number, string format) =>
        double.IsFinite(number)
            ? double.Parse(number.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : number;
}
