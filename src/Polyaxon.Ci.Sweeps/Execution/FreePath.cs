using System.Globalization;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>Finds places where nothing is yet, so that nothing is overwritten.</summary>
internal static class FreePath
{
    /// <summary>A path as it is when nothing is there, else with the first free number behind it, from 2.</summary>
    /// <param name="path">The path.</param>
    /// <param name="separator">What stands before the number.</param>
    public static string At(string path, char separator)
    {
        var free = path;
        for (var number = 2; Path.Exists(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{path}{separator}{number}");
        }

        return free;
    }
}
