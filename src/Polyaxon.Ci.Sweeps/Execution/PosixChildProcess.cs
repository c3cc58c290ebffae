using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// A process that leads a process group of its own, so that whatever it starts can be ended with it. posix_spawn does in one
/// call what <see cref="System.Diagnostics.Process"/> cannot: the group, and default signal handling (the runtime ignores
/// SIGPIPE, and a child would inherit that).
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe class PosixChildProcess : ChildProcess
{
    private const int ShortSleep = 2;
    private readonly AnonymousPipeServerStream _output;
    private readonly int _handle;
    private ExitStatus? _ended;
    private bool _outputEnded;

    public PosixChildProcess(ChildCommand command)
    {
        _output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            Id = Spawn(command, (int)_output.ClientSafePipeHandle.DangerousGetHandle());
        }
        catch
        {
            _output.Dispose();
            throw;
        }

        _output.DisposeLocalCopyOfClientHandle();
        _handle = OperatingSystem.IsLinux() ? (int)PosixNative.SystemCall(PosixNative.OpenProcess, Id, 0) : -1;
    }

    public override int Id { get; }

    public override bool HasLeftovers => PosixNative.Signal(-Id, 0) == 0 && !ProcessGroup.HasOnlyZombies(Id);

    public override int Read(Span<byte> buffer, int waitMilliseconds)
    {
        if (_outputEnded)
        {
            return 0;
        }

        var descriptor = (int)_output.SafePipeHandle.DangerousGetHandle();
        var polls = stackalloc PosixNative.PollDescriptor[2];
        polls[0] = new() { Descriptor = descriptor, Events = PosixNative.ReadableEvent };
        polls[1] = new() { Descriptor = _handle, Events = PosixNative.ReadableEvent };
        var count = _ended is null && _handle >= 0 ? 2u : 1u;
        if (PosixNative.Poll(polls, count, waitMilliseconds) <= 0 || polls[0].Returned == 0)
        {
            return -1;
        }

        fixed (byte* bytes = buffer)
        {
            var got = (int)PosixNative.Read(descriptor, bytes, (nuint)buffer.Length);
            if (got < 0 && Marshal.GetLastPInvokeError() == PosixNative.InterruptedCall)
            {
                return -1;
            }

            _outputEnded = got <= 0;
            return Math.Max(got, 0);
        }
    }

    public override void WaitForEnd(int waitMilliseconds)
    {
        if (_handle < 0 || _ended is not null)
        {
            Thread.Sleep(Math.Min(waitMilliseconds, ShortSleep));
            return;
        }

        PosixNative.PollDescriptor poll = new() { Descriptor = _handle, Events = PosixNative.ReadableEvent };
        _ = PosixNative.Poll(&poll, 1, waitMilliseconds);
    }

    public override ExitStatus? TryWait()
    {
        if (_ended is null && PosixNative.WaitFor(Id, out var status, PosixNative.NoHang) is var id and not 0)
        {
            var signal = status & 0x7f;
            // A child that somebody else has waited for has an unknown end, but it has ended.
            _ended =
                id < 0
                    ? Marshal.GetLastPInvokeError() == PosixNative.InterruptedCall
                        ? null
                        : new ExitStatus(null, null)
                    : signal == 0
                        ? new ExitStatus((status >> 8) & 0xff, null)
                        : new ExitStatus(null, signal);
        }

        return _ended;
    }

    public override void Terminate() => PosixNative.Signal(-Id, PosixNative.Terminate);

    public override void Kill() => PosixNative.Signal(-Id, PosixNative.Kill);

    public override void Dispose()
    {
        _output.Dispose();
        if (_handle >= 0)
        {
            _ = PosixNative.Close(_handle);
        }
    }

    private static int Spawn(ChildCommand command, int output)
    {
        var attributes = stackalloc byte[PosixNative.OpaqueSize];
        var actions = stackalloc byte[PosixNative.OpaqueSize];
        SetAttributes(attributes);
        Require(PosixNative.InitializeActions(actions));
        Require(PosixNative.AddOpen(actions, 0, "/dev/null", 0, 0));
        Require(PosixNative.AddDuplicate(actions, output, 1));
        Require(PosixNative.AddDuplicate(actions, output, 2));
        Require(PosixNative.AddChangeDirectory(actions, command.WorkingDirectory));
        var argv = Texts([command.Program, .. command.Arguments]);
        var envp = Texts([.. command.Environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        try
        {
            var error = PosixNative.Spawn(out var id, command.Program, actions, attributes, argv, envp);
            return error == 0 ? id : throw new ChildStartException(Explain(command, error));
        }
        finally
        {
            NativeMemory.Free(argv);
            NativeMemory.Free(envp);
            _ = PosixNative.DestroyActions(actions);
            _ = PosixNative.DestroyAttributes(attributes);
        }
    }

    private static void SetAttributes(byte* attributes)
    {
        var signals = stackalloc byte[PosixNative.OpaqueSize];
        Require(PosixNative.InitializeAttributes(attributes));
        Require(PosixNative.SetProcessGroup(attributes, 0));
        Require(PosixNative.EmptySignals(signals));
        Require(PosixNative.SetSignalMask(attributes, signals));
        for (var signal = 1; signal < 32; signal++)
        {
            if (signal is not (PosixNative.Kill or 17 or 19))
            {
                Require(PosixNative.AddSignal(signals, signal));
            }
        }

        Require(PosixNative.SetDefaultSignals(attributes, signals));
        Require(PosixNative.SetFlags(attributes, PosixNative.SpawnFlags));
    }

    /// <summary>A null-terminated array of null-terminated UTF-8 texts, in one block of memory.</summary>
    private static byte** Texts(string[] texts)
    {
        var pointers = (nuint)((texts.Length + 1) * sizeof(byte*));
        var block = (byte*)
            NativeMemory.Alloc(pointers + (nuint)texts.Sum(text => Encoding.UTF8.GetByteCount(text) + 1));
        var next = block + pointers;
        for (var i = 0; i < texts.Length; i++)
        {
            ((byte**)block)[i] = next;
            var length = Encoding.UTF8.GetByteCount(texts[i]);
            Encoding.UTF8.GetBytes(texts[i], new Span<byte>(next, length));
            next[length] = 0;
            next += length + 1;
        }

        ((byte**)block)[texts.Length] = null;
        return (byte**)block;
    }

    private static void Require(int error)
    {
        if (error != 0)
        {
            throw new ChildStartException($"A process could not be prepared: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    private static string Explain(ChildCommand command, int error) =>
        error switch
        {
            PosixNative.NoSuchFile => $"'{command.Program}' was not found.",
            PosixNative.NoPermission => $"'{command.Program}' may not be executed.",
            PosixNative.ArgumentsTooLong => "The command and its environment are longer than the system allows.",
            _ => $"'{command.Program}' could not be started: {Marshal.GetPInvokeErrorMessage(error)}.",
        };
}
