"""Fits a line by gradient descent with Python's standard library; goes on from an earlier run where there is one."""
import argparse
import json
import os
import random

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, required=True)
parser.add_argument("--epochs", type=int, default=50)
args = parser.parse_args()
random.seed(1)
points = [(x / 50, 3 * x / 50 + 1 + random.gauss(0, 0.1)) for x in range(100)]

state = {"epoch": 0, "slope": 0.0, "intercept": 0.0}
resume = os.environ.get("POLYAXON_RESUME_PATH")
if resume:
    with open(os.path.join(resume, "state.json"), encoding="utf-8") as file:
        state = json.load(file)

with open(os.environ["POLYAXON_METRICS_FILE"], "a", encoding="utf-8") as metrics:
    while state["epoch"] < args.epochs:
        errors = [(state["slope"] * x + state["intercept"] - y, x) for x, y in points]
        state["slope"] -= args.lr * 2 * sum(e * x for e, x in errors) / len(points)
        state["intercept"] -= args.lr * 2 * sum(e for e, _ in errors) / len(points)
        state["epoch"] += 1
        loss = sum(e * e for e, _ in errors) / len(points)
        metrics.write(json.dumps({"step": state["epoch"], "loss": loss}) + "\n")

with open(os.path.join(os.environ["POLYAXON_RUN_OUTPUTS_PATH"], "state.json"), "w", encoding="utf-8") as file:
    json.dump(state, file)
print(f"loss: {loss}")
