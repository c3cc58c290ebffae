using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>What another tool wants to be stopped.</summary>
public enum StopRequest
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What has not started.</summary>
    Pending,

    /// <summary>Everything: running experiments are ended in an orderly way.</summary>
    All,
}

/// <summary>The file through which one tool asks another, which runs a group, to stop.</summary>
public static class StopRequests
{
    /// <summary>Leaves a wish.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Leave(GroupFolder folder, StopRequest request) =>
        AtomicFile.Write(folder.Stop, request == StopRequest.Pending ? "pending\n" : "all\n", durable: false);

    /// <summary>The wish left; a file of any other content asks for everything to stop.</summary>
    public static StopRequest Read(GroupFolder folder)
    {
        try
        {
            return !File.Exists(folder.Stop) ? StopRequest.None
                : File.ReadAllText(folder.Stop).Trim() == "pending" ? StopRequest.Pending
                : StopRequest.All;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return StopRequest.None;
        }
    }

    /// <summary>Takes a wish away.</summary>
    /// <exception cref="IOException">It could not be deleted.</exception>
    public static void Clear(GroupFolder folder) => File.Delete(folder.Stop);
}
