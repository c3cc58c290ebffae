using System.Diagnostics;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Tool.Tests.Running;

/// <summary>Disks that are full or closed, and logs that would fill them.</summary>
public sealed class DiskTests : IDisposable
{
    private const string Sweep =
        "version: 1\nkind: group\nhptuning:\n  concurrency: 2\n  matrix:\n    x: {range: '0:40:1'}\nrun:\n  cmd: ";

    private readonly ToolProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_device_that_is_full_ends_with_words_and_with_room_the_group_goes_on()
    {
        var apart = Apart();
        File.WriteAllText(
            _project.PathTo("sweep.yaml"),
            Sweep
                + "head -c 100000 /dev/zero | tr '\\0' x > \"$POLYAXON_RUN_OUTPUTS_PATH/weights\"; echo loss={{ x }}\n"
        );
        File.WriteAllText(
            _project.PathTo("steps.sh"),
            """
            set -u
            mkdir device && mount -t tmpfs -o size=1500k tmpfs device && cd device || exit 90
            "$@" run -f ../sweep.yaml --metric loss:minimize > ../first.out 2> ../first.err
            echo "first $?"
            mount -o remount,size=50m . || exit 91
            "$@" group resume > ../second.out 2> ../second.err
            echo "second $?"
            tail -n 3 ../second.out
            """
        );
        var result = await _project.Script(
            $"{apart} bash steps.sh dotnet '{Path.Combine(AppContext.BaseDirectory, "dotnet-polyaxon.dll")}'"
        );

        var first = await File.ReadAllTextAsync(_project.PathTo("first.err"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("   at ", first, StringComparison.Ordinal);
        Assert.StartsWith("first 1\nsecond 0\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("40 succeeded", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_may_not_be_written_is_told_before_anything_runs_and_can_be_looked_at()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Rights are those of Linux.");
        Assert.SkipWhen(
            !Environment.IsPrivilegedProcess && !Repository.IsContinuousIntegration,
            "Only the superuser can step down to another user."
        );
        File.WriteAllText(
            _project.PathTo("polyaxonfile.yaml"),
            Sweep + "touch \"$PWD/ran{{ x }}\"; echo loss={{ x }}\n"
        );
        Assert.Equal(0, (await _project.Run("run", "--metric", "loss:minimize")).Code);
        foreach (var ran in Directory.EnumerateFiles(_project.Folder, "ran*"))
        {
            File.Delete(ran);
        }

        var sudo = Environment.IsPrivilegedProcess ? "" : "sudo -n -E ";
        var step = $"{sudo}setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/tmp DOTNET_CLI_HOME=/tmp";
        var result = await _project.Script(
            $"chmod -R a+rX,go-w . '{AppContext.BaseDirectory}'; tool() {{ {step} \"$(command -v dotnet)\" '{Path.Combine(AppContext.BaseDirectory, "dotnet-polyaxon.dll")}' \"$@\"; }}; "
                + "tool run; echo \"run $?\"; tool group best --metric loss:minimize; echo \"best $?\""
        );

        Assert.Contains("run 1\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("best 0\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Output + result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_project.Folder, "ran*"));
    }

    [Fact]
    public async Task A_log_of_a_gigabyte_is_capped_in_memory_and_on_the_disk()
    {
        Assert.SkipUnless(
            Repository.IsContinuousIntegration || Environment.GetEnvironmentVariable("POLYAXON_SLOW") == "1",
            "It takes seconds: POLYAXON_SLOW=1 runs it."
        );
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The flood is made by tools of a Unix.");
        File.WriteAllText(
            _project.PathTo("polyaxonfile.yaml"),
            "version: 1\nkind: experiment\nrun:\n  cmd: head -c 1000000000 /dev/zero | tr '\\0' x | fold -w 99; echo; echo loss=1\n"
        );
        // A hundred megabytes are all the tool may have: a log held in memory would end it.
        var result = await _project.Script("export DOTNET_GCHeapHardLimit=0x6400000; tool run --metric loss:minimize");

        Assert.True(result.Code == 0, result.Output + result.Errors);
        Assert.Contains("with loss=1", result.Output, StringComparison.Ordinal);
        FileInfo log = new(_project.PathTo(".polyaxon", "groups", "1", "1", "log.txt"));
        Assert.InRange(log.Length, 1_000_000, 100_000_000);
        Assert.EndsWith("loss=1\n", await End(log), StringComparison.Ordinal);
    }

    private static async Task<string> End(FileInfo file)
    {
        await using var stream = file.OpenRead();
        stream.Seek(-100, SeekOrigin.End);
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What runs a command with mounts of its own.</summary>
    private static string Apart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mounts of one's own are Linux's.");
        foreach (var way in (string[])["unshare -m", "unshare -rm", "sudo -n -E unshare -m"])
        {
            using var trial = Process.Start(
                new ProcessStartInfo("bash", ["-c", $"{way} mount -t tmpfs tmpfs /mnt"])
                {
                    RedirectStandardError = true,
                }
            )!;
            trial.WaitForExit();
            if (trial.ExitCode == 0)
            {
                return way;
            }
        }

        Assert.SkipUnless(Repository.IsContinuousIntegration, "Nothing may be mounted here.");
        throw new InvalidOperationException("Nothing may be mounted here.");
    }
}
