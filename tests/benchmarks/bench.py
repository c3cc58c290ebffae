"""Start-up and expansion, each beside a named peer in the same run. See README.md."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

import measure

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = ROOT / "artifacts" / "benchmarks"


def publish(project, name, *options):
    folder = OUT / name
    subprocess.run(
        ["dotnet", "publish", str(project), "-c", "Release", "-o", str(folder), "-v", "q", "--nologo", *options],
        check=True,
    )
    return folder


def tool():
    """The tool as it is packed: ahead of time compiled for this system."""
    subprocess.run(
        ["dotnet", "pack", str(ROOT / "src/Polyaxon.Ci.Tool"), "-o", str(OUT / "packages"), "-v", "q", "--nologo"],
        check=True,
    )
    config = OUT / "nuget.config"
    config.write_text(
        f'<configuration><packageSources><clear/><add key="local" value="{OUT / "packages"}"/></packageSources></configuration>'
    )
    for stale in ("tool", "cache"):
        shutil.rmtree(OUT / stale, ignore_errors=True)
    subprocess.run(
        ["dotnet", "tool", "install", "Polyaxon.Ci.Tool", "--tool-path", str(OUT / "tool"), "--configfile", str(config)],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "NUGET_PACKAGES": str(OUT / "cache")},
    )
    return str(OUT / "tool" / "dotnet-polyaxon")


def digest(command, folder):
    """A hash of what a command writes; read in parts, since a process starts with the memory of the one that starts it."""
    total, lines = hashlib.sha256(), 0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as process:
        while part := process.stdout.read(1 << 20):
            total.update(part)
            lines += part.count(b"\n")
    return total.hexdigest(), lines


def same_lines(ours, peer, folder):
    """The comparison means something only when both write the same bytes."""
    first, second = digest(ours, folder), digest(peer, folder)
    if first != second:
        sys.exit("the tool and the peer write different lines")
    print(f"identical lines: {first[1]:,}")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    polyaxon = tool()
    empty = str(publish(HERE / "start" / "empty.csproj", "empty") / "empty")
    start, expand = HERE / "start", HERE / "expand"
    measure.compare("check of a small file", [polyaxon, "check"], [empty], runs, start)
    measure.compare("check -x of a small file", [polyaxon, "check", "-x"], [empty], runs, start)

    lines = [polyaxon, "expand", "--format", "jsonl"]
    peer = [sys.executable, str(expand / "peer.py")]
    same_lines(lines, peer, expand)
    few = max(3, runs // 5)
    measure.compare("10^6 experiments of a grid to JSON Lines", lines, peer, few, expand, warm=1)
    measure.compare("10^6 experiments of random search", [*lines, "-f", "random.yaml"], peer, few, expand, warm=0)
    small, large = (measure.run([*lines, "--limit", n], expand)[1] for n in ("1000", "1000000"))
    print(f"memory of the grid: {small:.0f} MB for 10^3, {large:.0f} MB for 10^6")


if __name__ == "__main__":
    main()
