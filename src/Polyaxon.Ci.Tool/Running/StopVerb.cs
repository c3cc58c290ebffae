using System.Globalization;
using Polyaxon.Ci.Sweeps.Local;
using Polyaxon.Ci.Sweeps.Store;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>Stops a group, which may be run by a tool in another terminal, or by none any more.</summary>
internal sealed class StopVerb(SweepStore store, TextWriter output, TextWriter error, string root)
{
    private const int PollMilliseconds = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Stops it and gives the exit code.</summary>
    /// <param name="group">The group.</param>
    /// <param name="unfinished">How many of its experiments are not finished.</param>
    /// <param name="request">What is to be stopped.</param>
    /// <param name="isSure">Whether the user is not asked.</param>
    public int Execute(long group, long unfinished, StopRequest request, bool isSure)
    {
        var folder = GroupFolder.Of(root, group);
        var isRunning = GroupLock.IsTaken(folder);
        if (!isRunning && unfinished == 0)
        {
            Write($"Group {group} is not running and has nothing left to stop.");
            return ExitCodes.Fine;
        }

        if (!isSure && !Ask(group, unfinished, request))
        {
            return ExitCodes.Usage;
        }

        if (!isRunning)
        {
            GroupStopper.Stop(store, root, group, TimeProvider.System);
            Write($"Group {group} was not running any more; it is stopped.");
            return ExitCodes.Fine;
        }

        StopRequests.Leave(folder, request);
        return Wait(group, folder, request);
    }

    private int Wait(long group, GroupFolder folder, StopRequest request)
    {
        if (request == StopRequest.Pending)
        {
            Write($"Group {group}: nothing new is started; running experiments are left to finish.");
            return ExitCodes.Fine;
        }

        var started = TimeProvider.System.GetTimestamp();
        while (GroupLock.IsTaken(folder))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                Write($"Group {group} is stopping; its experiments take their time to end.");
                return ExitCodes.Fine;
            }

            Thread.Sleep(PollMilliseconds);
        }

        Write($"Group {group} is stopped.");
        return ExitCodes.Fine;
    }

    private bool Ask(long group, long unfinished, StopRequest request)
    {
        if (Console.IsInputRedirected)
        {
            error.WriteLine("There is nobody to ask; say -y to stop the group.");
            return false;
        }

        var what = request == StopRequest.Pending ? "what has not started" : "its unfinished experiments";
        output.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Stop {what} of group {group} ({unfinished} unfinished)? [y/N] "
            )
        );
        if (Console.ReadLine()?.Trim() is "y" or "Y" or "yes")
        {
            return true;
        }

        output.WriteLine("Nothing was stopped.");
        return false;
    }

    private void Write(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
