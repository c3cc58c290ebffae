"""How long one ask for a batch of 8 takes, start-up included, by turns with Optuna's GP sampler, and how it grows.

python3 times.py TOOL [TURNS]     TOOL is dotnet-polyaxon, compiled ahead of time (see README.md); PYTHONPATH finds optuna and torch,
without which only the tool is measured. Six parameters, observations drawn at random, a third of them near the best.
"""
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (0, 48, 200, 500, 1000)
PEER_SIZES = (48, 200, 500)
BEST = (0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573)
A = ((10, 3, 17, 3.5, 1.7, 8), (0.05, 10, 17, 0.1, 8, 14), (3, 3.5, 1.7, 10, 17, 8), (17, 8, 0.05, 10, 0.1, 14))
P = ((1312, 1696, 5569, 124, 8283, 5886), (2329, 4135, 8307, 3736, 1004, 9991), (2348, 1451, 3522, 2883, 3047, 6650),
     (4047, 8828, 8732, 5743, 1091, 381))
PEER = """
import json, sys, warnings
warnings.simplefilter("ignore")
import optuna, torch
optuna.logging.set_verbosity(optuna.logging.ERROR)
space = {"x%d" % i: optuna.distributions.FloatDistribution(0, 1) for i in range(6)}
study = optuna.create_study(sampler=optuna.samplers.GPSampler(seed=1, n_startup_trials=8))
for line in open(sys.argv[1]):
    row = json.loads(line)
    study.add_trial(optuna.trial.create_trial(params=row["params"], distributions=space, value=row["metrics"]["loss"]))
print([study.ask(space).params for _ in range(8)])
"""


def hartmann6(x):
    return -sum(c * math.exp(-sum(a * (v - p / 1e4) ** 2 for a, v, p in zip(row, x, place)))
                for c, row, place in zip((1, 1.2, 3, 3.2), A, P))


def write(folder):
    names = ["x%d" % i for i in range(6)]
    matrix = "\n".join("    %s: {uniform: 0:1}" % name for name in names)
    (folder / "polyaxonfile.yaml").write_text(
        "version: 1\nkind: group\nhptuning:\n  concurrency: 8\n  matrix:\n%s\n  bo: {n_initial_trials: 8, n_iterations: 2000, "
        "metric: {name: loss, optimization: minimize}}\nrun: {cmd: python train.py}\n" % matrix)
    draw = random.Random(1)
    rows = []
    for i in range(max(SIZES)):
        near = i % 3 == 0
        x = [min(max(b + draw.gauss(0, 0.1), 0), 1) if near else draw.random() for b in BEST]
        rows.append(json.dumps({"params": dict(zip(names, x)), "metrics": {"loss": hartmann6(x)}, "status": "succeeded"}) + "\n")
    for n in SIZES:
        (folder / ("%d.jsonl" % n)).write_text("".join(rows[:n]))


def spend(command, folder):
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("%s failed" % command)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def cell(spent):
    walls, processors = zip(*spent)
    return "%.2f (%.2f) | %.2f" % (statistics.median(walls), min(walls), statistics.median(processors))


def main():
    tool, turns = str(Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 9
    has_peer = subprocess.run([sys.executable, "-c", "import optuna, torch"], capture_output=True).returncode == 0
    print("| observations | seconds (least) | of processors | Optuna GP: seconds (least) | of processors |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        for n in SIZES:
            ours = [tool, "expand", "-f", "polyaxonfile.yaml", "--observations", "%d.jsonl" % n, "--count", "8", "--format", "json"]
            peer = [sys.executable, "-c", PEER, "%d.jsonl" % n] if has_peer and n in PEER_SIZES else None
            mine, theirs = [], []
            for turn in range(turns + 1):
                mine.append(spend(ours, folder))
                if peer and turn < 1 + (turns + 2) // 3:
                    theirs.append(spend(peer, folder))
            print("| %d | %s | %s |" % (n, cell(mine[1:]), cell(theirs[1:]) if peer else " | "), flush=True)


if __name__ == "__main__":
    main()
