"""Runs commands by turns, so that what disturbs the machine disturbs both, and prints medians, their ratio and peak memory."""

import os
import statistics
import subprocess
import sys
import time


def run(command, folder):
    """The seconds a whole process takes, and its peak of resident memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command} failed")
    return seconds, usage.ru_maxrss / 1024


def compare(title, ours, peer, runs, folder, warm=2):
    """Prints one line that compares two commands."""
    for _ in range(warm):
        run(ours, folder)
        run(peer, folder)
    pairs = [(run(ours, folder), run(peer, folder)) for _ in range(runs)]
    mine, theirs = ([pair[side][0] for pair in pairs] for side in (0, 1))
    a, b = statistics.median(mine), statistics.median(theirs)
    ratio = f"{a / b:.2f} x the peer's time" if a > b else f"{b / a:.1f} x as fast as the peer"
    memory = max(pair[0][1] for pair in pairs)
    print(
        f"{title}: {a * 1000:.0f} ms (min {min(mine) * 1000:.0f}), peer {b * 1000:.0f} ms (min {min(theirs) * 1000:.0f}): "
        f"{ratio}; peak {memory:.0f} MB"
    )
