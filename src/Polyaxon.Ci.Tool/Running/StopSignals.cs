using System.Runtime.InteropServices;

namespace Polyaxon.Ci.Tool.Running;

/// <summary>
/// What the system and the user tell the tool while experiments run: the first signal ends them in an orderly way, the second at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // SIGXFSZ of Linux and macOS: a file grew beyond its limit. Not fatal here; the write fails and is told in words.
    private const int FileTooLarge = 25;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Interrupt));
        }

        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(
                PosixSignalRegistration.Create((PosixSignal)FileTooLarge, context => context.Cancel = true)
            );
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Kill => _kill.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
        _kill.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        (_stop.IsCancellationRequested ? _kill : _stop).Cancel();
    }
}
