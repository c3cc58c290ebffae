namespace Polyaxon.Ci.Tool;

/// <summary>How the system names a pipe whose reader went away.</summary>
internal static class BrokenPipe
{
    /// <summary>EPIPE of Linux and macOS, which .NET puts into HResult.</summary>
    public const int Code = 32;
}
