#!/usr/bin/env python3
"""Times the looking-at verbs on a group of 100,000 experiments, side by side with the tool's own start-up.

The store is made by the tool itself (a run of one experiment); the rows of the large group are then added as the tool adds them.
Usage: measure.py PATH-TO-dotnet-polyaxon [EXPERIMENTS]
"""
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

TOOL = os.path.abspath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
ROUNDS = int(os.environ.get("ROUNDS", "11"))
VERBS = {
    "start-up (--version)": ["--version"],
    "start-up and opening the store (group -g 1 get)": ["group", "-g", "1", "get"],
    "first page": ["group", "experiments"],
    "first page with metrics and params": ["group", "experiments", "-m", "-p"],
    "last page": ["group", "experiments", "--page", str(COUNT // 20)],
    "filtered by a metric, few": ["group", "experiments", "-q", "metrics.loss:<0.001"],
    "filtered by a metric, most": ["group", "experiments", "-q", "metrics.loss:>0.001"],
    "filtered by a param": ["group", "experiments", "-q", "params.activation:tanh"],
    "filtered by status and metric": ["group", "experiments", "-q", "status:succeeded, metrics.loss:<0.5"],
    "sorted by a metric": ["group", "experiments", "-m", "-s", "-metrics.loss"],
    "sorted by a param": ["group", "experiments", "-p", "-s", "params.lr"],
    "sorted by time": ["group", "experiments", "-s", "-finished_at"],
    "filtered and sorted": ["group", "experiments", "-m", "-q", "params.activation:relu", "-s", "metrics.loss"],
    "best ten": ["group", "best", "--count", "10"],
    "group get": ["group", "get"],
}
SMALL = """version: 1
kind: group
hptuning:
  matrix: {lr: {values: [1]}}
  early_stopping: [{metric: loss, value: -1, optimization: minimize}]
run: {cmd: echo loss=1}
"""


def tool(folder, *args):
    return subprocess.run([TOOL, *args], cwd=folder, check=True, stdout=subprocess.PIPE).stdout


def fill(path):
    """Adds a group as the tool does: experiments, then results with metrics and statuses."""
    numbers = random.Random(1)
    store = sqlite3.connect(path)
    columns = [row[1] for row in store.execute("PRAGMA table_info(groups)") if row[1] not in ("id", "key")]
    names = ", ".join(columns)
    store.execute(f"INSERT INTO groups (key, {names}) SELECT 'large', {names} FROM groups WHERE id = 1")
    group = store.execute("SELECT max(id) FROM groups").fetchone()[0]
    first = store.execute("SELECT max(id) FROM experiments").fetchone()[0] + 1
    now = int(time.time() * 1000)
    for i in range(COUNT):
        lr, activation = numbers.random(), numbers.choice(["relu", "tanh", "sigmoid"])
        store.execute(
            "INSERT INTO experiments (id, group_id, number, status, attempt, declarations, command, created_at, started_at,"
            " finished_at) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
            (first + i, group, i + 1, "failed" if i % 50 == 0 else "succeeded",
             f'{{"lr":{lr},"activation":"{activation}","batch_size":128}}', f"train --lr={lr}", now, now + i,
             now + i + numbers.randrange(1000)),
        )
        for name in ("loss", "accuracy"):
            value = numbers.random()
            store.execute("INSERT INTO metrics (experiment_id, group_id, name, last, text) VALUES (?, ?, ?, ?, ?)",
                          (first + i, group, name, value, repr(value)))
        store.execute("INSERT INTO statuses (group_id, experiment_id, created_at, status) VALUES (?, ?, ?, 'succeeded')",
                      (group, first + i, now))
    store.commit()
    store.close()


with tempfile.TemporaryDirectory() as folder:
    pathlib.Path(folder, "polyaxonfile.yaml").write_text(SMALL)
    tool(folder, "run")
    database = pathlib.Path(folder, ".polyaxon", "polyaxon.db")
    fill(database)
    print(f"{COUNT} experiments, {database.stat().st_size / 1e6:.0f} MB, median of {ROUNDS} whole processes")
    # One round of everything after another, so that what else the machine does hits all alike.
    times = {name: [] for name in VERBS}
    for _ in range(ROUNDS):
        for name, args in VERBS.items():
            begin = time.perf_counter()
            tool(folder, *args)
            times[name].append(time.perf_counter() - begin)
    base = statistics.median(times["start-up (--version)"])
    print(f"{'':50} {'median':>9} {'more than start-up':>20}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:50} {median * 1000:6.0f} ms {(median - base) * 1000:17.0f} ms")
