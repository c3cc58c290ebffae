"""The peer of the expansion measurement: itertools.product and json, writing the identical lines."""

import itertools
import json
import sys

matrix = {
    "a": range(100),
    "b": range(100),
    "lr": [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001],
    "act": ["relu", "tanh", "sigmoid", "elu", "selu", "gelu", "swish", "mish", "softplus", "softsign"],
}
write = sys.stdout.write
for number, values in enumerate(itertools.product(*matrix.values()), 1):
    params = dict(zip(matrix, values))
    row = {
        "id": number,
        "params": params,
        "declarations": {**params, "epochs": 10},
        "cmd": "python train.py --a={a} --b={b} --lr={lr} --act={act} --epochs=10".format(**params),
    }
    write(json.dumps(row, separators=(",", ":")) + "\n")
