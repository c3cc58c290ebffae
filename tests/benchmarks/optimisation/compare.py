"""Scores an optimiser's runs beside the recorded peers': means, and paired differences with 95 % intervals, as Markdown.

python3 compare.py BENCH RUNS.jsonl...     BENCH is the benchmark's folder (core.py, references.json, results/)
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np


def load(paths):
    runs = {}
    for path in paths:
        for line in Path(path).read_text().splitlines():
            run = json.loads(line)
            runs[(run["optimizer"], run["batch"], run["objective"], run["seed"])] = run
    return runs


def main():
    bench = Path(sys.argv[1])
    sys.path.insert(0, str(bench))
    import core

    objectives, references = list(core.load_objectives("public")), core.references("public")
    ours = load(sys.argv[2:])
    runs = {**load(sorted((bench / "results").glob("*.jsonl"))), **ours}
    scores = defaultdict(dict)
    for (name, batch, objective, seed), run in runs.items():
        if objective in references and len(run["curve"]) == 48:
            scores[(batch, name)][(objective, seed)] = core.score_value(run["curve"][-1], references[objective])
    for batch in sorted({key[1] for key in ours}, reverse=True):
        for label in sorted({key[0] for key in ours}):
            table(scores, batch, label, objectives)


def interval(cells, objectives):
    """Mean over objectives of the mean over seeds, and 2,000 bootstrap resamples of the seeds of each objective."""
    rng = np.random.default_rng(0)
    arrays = [np.array(cells[o]) for o in objectives]
    mean = np.mean([a.mean() for a in arrays])
    draws = [np.mean([a[rng.integers(len(a), size=len(a))].mean() for a in arrays]) for _ in range(2000)]
    return mean, *np.percentile(draws, [2.5, 97.5])


def by_objective(scores, objectives):
    cells = {o: [v for (p, _), v in sorted(scores.items()) if p == o] for o in objectives}
    return cells if all(cells.values()) else None


def table(scores, batch, label, objectives):
    mine = by_objective(scores[(batch, label)], objectives)
    if mine is None:
        return
    rows = []
    for (b, name), other in scores.items():
        cells = by_objective(other, objectives) if b == batch else None
        if cells is None:
            continue
        shared = {k: v - other[k] for k, v in scores[(batch, label)].items() if k in other}
        paired = by_objective(shared, objectives)
        gain = "%+.1f [%+.1f, %+.1f]" % interval(paired, objectives) if name != label and paired else ""
        rows.append((interval(cells, objectives), min(map(len, cells.values())), name, gain, cells))
    rows.sort(key=lambda row: -row[0][0])
    print("### Batch %d\n\n| optimiser | seeds | mean | 95 %% interval | paired difference, 95 %% interval |" % batch)
    print("| --- | --- | --- | --- | --- |")
    for (mean, low, high), seeds, name, gain, _ in rows:
        print("| %s | %d | %.1f | %.1f to %.1f | %s |" % (name, seeds, mean, low, high, gain))
    print("\n| objective | %s |\n| --- |%s" % (" | ".join(r[2] for r in rows), " --- |" * len(rows)))
    for o in objectives:
        print("| %s | %s |" % (o, " | ".join("%.0f" % np.mean(r[4][o]) for r in rows)))
    print()
    beside_random(mine, by_objective(scores.get((batch, "random"), {}), objectives), objectives)


def beside_random(mine, other, objectives):
    """Ours on each objective, and how much above random search, with 95 % intervals over the seeds of both."""
    if other is None:
        return
    print("| objective | mean, 95 % interval | above random search, 95 % interval |\n| --- | --- | --- |")
    for o in objectives:
        rng = np.random.default_rng(0)
        a, b = np.array(mine[o]), np.array(other[o])
        means = a[rng.integers(len(a), size=(2000, len(a)))].mean(1)
        gaps = means - b[rng.integers(len(b), size=(2000, len(b)))].mean(1)
        cells = [(x.mean(), *np.percentile(d, [2.5, 97.5])) for x, d in ((a, means), (a - b.mean(), gaps))]
        print("| %s | %.0f [%.0f, %.0f] | %+.0f [%+.0f, %+.0f] |" % (o, *cells[0], *cells[1]))
    print()


if __name__ == "__main__":
    main()
