using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>A process on Windows, in a group of its own so that Ctrl-C reaches only the tool, and ended with the tool.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsChildProcess : ChildProcess
{
    private const int PendingChunks = 64;
    private readonly Process _process;
    private readonly BlockingCollection<byte[]> _chunks = new(PendingChunks);
    private byte[] _current = [];
    private int _taken;

    public WindowsChildProcess(ChildCommand command)
    {
        ProcessStartInfo start = new(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            CreateNewProcessGroup = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            _process = Process.Start(start) ?? throw new ChildStartException($"'{command.Program}' did not start.");
        }
        catch (Win32Exception fault)
        {
            throw new ChildStartException($"'{command.Program}' could not be started: {fault.Message}.");
        }

        WindowsNative.EndWithTool(_process);
        _process.StandardInput.Close();
        var pumps = new[] { _process.StandardOutput.BaseStream, _process.StandardError.BaseStream }.Select(stream =>
            Task.Factory.StartNew(() => Pump(stream), TaskCreationOptions.LongRunning)
        );
        Task.WhenAll(pumps).ContinueWith(_ => _chunks.CompleteAdding(), TaskScheduler.Default);
    }

    public override int Id => _process.Id;

    public override bool HasLeftovers => false;

    public override int Read(Span<byte> buffer, int waitMilliseconds)
    {
        if (_taken == _current.Length)
        {
            if (!_chunks.TryTake(out var next, waitMilliseconds))
            {
                return _chunks.IsCompleted ? 0 : -1;
            }

            (_current, _taken) = (next, 0);
        }

        var count = Math.Min(buffer.Length, _current.Length - _taken);
        _current.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public override void WaitForEnd(int waitMilliseconds) => _process.WaitForExit(waitMilliseconds);

    public override ExitStatus? TryWait() => _process.HasExited ? new ExitStatus(_process.ExitCode, null) : null;

    // Ctrl-Break is what a console program is asked with; it reaches the whole group, since the child leads one.
    public override void Terminate()
    {
        if (!WindowsNative.SendBreak(_process.Id))
        {
            Kill();
        }
    }

    public override void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in the meantime, which is what was wanted.
        }
    }

    public override void Dispose() => _process.Dispose();

    private void Pump(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (stream.Read(buffer) is var count and > 0)
            {
                _chunks.Add(buffer[..count]);
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe is gone: the output has ended.
        }
    }
}
