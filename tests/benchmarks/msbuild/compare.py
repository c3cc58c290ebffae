"""What validating a polyaxonfile adds to the build of a one-class project: the same project with and without the package, by turns."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
# Outside the repository, whose own settings would take over the projects.
OUT = pathlib.Path(tempfile.mkdtemp(prefix="plx-msbuild-"))
REFERENCE = '<ItemGroup><PackageReference Include="Polyaxon.Ci.MSBuild" Version="*" PrivateAssets="all" /></ItemGroup>'
PROJECT = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  {reference}
</Project>
"""
QUIET = ["-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false"]


def project(name, reference):
    """A project with one class, restored from a feed that holds the package alone."""
    folder = OUT / name
    folder.mkdir(parents=True)
    (folder / "app.csproj").write_text(PROJECT.format(reference=reference))
    (folder / "Answer.cs").write_text("public static class Answer { public static int Value => 42; }\n")
    shutil.copy(HERE.parent / "start" / "polyaxonfile.yaml", folder)
    (folder / "nuget.config").write_text(
        f'<configuration><packageSources><clear/><add key="local" value="{OUT / "packages"}"/></packageSources></configuration>'
    )
    subprocess.run(["dotnet", "restore", "-v:q"], cwd=folder, check=True)
    return folder


def run(command, folder):
    """The milliseconds a build takes, and those that it and what it starts compute."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command} failed in {folder}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def compare(title, command, plain, validated, runs):
    """Prints the medians of both, and of their differences pair by pair."""
    for folder in (plain, validated):
        run(command, folder)
    pairs = [(run(command, validated), run(command, plain)) for _ in range(runs)]
    for what, at in (("time", 0), ("computing", 1)):
        ours, theirs = ([pair[side][at] for pair in pairs] for side in (0, 1))
        added = statistics.median(a - b for a, b in zip(ours, theirs))
        print(
            f"{title}, {what}: {statistics.median(ours):.0f} ms, without the package {statistics.median(theirs):.0f} ms; "
            f"added {added:.0f} ms (of the minima {min(ours) - min(theirs):.0f})",
            flush=True,
        )


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    subprocess.run(
        ["dotnet", "pack", str(ROOT / "src/Polyaxon.Ci.MSBuild"), "-o", str(OUT / "packages"), "-v:q", "--nologo"], check=True
    )
    os.environ["NUGET_PACKAGES"] = str(OUT / "cache")
    plain, validated = project("plain", ""), project("validated", REFERENCE)
    build = ["dotnet", "build", "--no-restore", *QUIET]
    compare("no-op build", build, plain, validated, runs)
    compare("clean build", [*build, "-t:Rebuild"], plain, validated, runs)
    shutil.rmtree(OUT)


if __name__ == "__main__":
    main()
