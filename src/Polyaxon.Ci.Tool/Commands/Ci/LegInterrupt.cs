using System.Runtime.InteropServices;

namespace Polyaxon.Ci.Tool.Commands.Ci;

/// <summary>
/// The signals that end a leg. A runner interrupts, terminates 7.5 seconds later and kills after another 2.5: so the experiment gets
/// a little less than that to end, and its result is written before the end.
/// </summary>
internal sealed class LegInterrupt : IDisposable
{
    /// <summary>How long an experiment may take to end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly PosixSignalRegistration[] _signals;

    public LegInterrupt() =>
        _signals = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt),
        ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second.</summary>
    public CancellationToken Kill => _kill.Token;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _stop.Dispose();
        _kill.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        (_stop.IsCancellationRequested ? _kill : _stop).Cancel();
    }
}
