"""Runs a command; prints its wall time, its processor time and the largest memory it took."""

import resource
import subprocess
import sys
import time

label, command = sys.argv[1], sys.argv[2:]
start = time.monotonic()
code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
seconds = time.monotonic() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
memory, processor = usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime
print(f"{label}  {seconds:5.2f} s  processor {processor:5.2f} s  {memory:4.0f} MB  exit {code}", flush=True)
sys.exit(code)
