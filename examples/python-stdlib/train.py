"""Fits a line by gradient descent with Python's standard library, and reports its loss after each epoch."""
import argparse
import json
import os
import random

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, required=True)
parser.add_argument("--epochs", type=int, required=True)
args = parser.parse_args()
random.seed(1)
points = [(x / 50, 3 * x / 50 + 1 + random.gauss(0, 0.1)) for x in range(100)]
slope = intercept = 0.0
with open(os.environ["POLYAXON_METRICS_FILE"], "a", encoding="utf-8") as metrics:
    for epoch in range(1, args.epochs + 1):
        errors = [(slope * x + intercept - y, x) for x, y in points]
        slope -= args.lr * 2 * sum(e * x for e, x in errors) / len(points)
        intercept -= args.lr * 2 * sum(e for e, _ in errors) / len(points)
        loss = sum(e * e for e, _ in errors) / len(points)
        metrics.write(json.dumps({"step": epoch, "loss": loss}) + "\n")
print(f"loss: {loss}")
