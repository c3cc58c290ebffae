#!/usr/bin/env bash
# Times `dotnet-polyaxon run` of no-op experiments against `xargs -P` running the same shell command, turn by turn.
# Usage: tests/benchmarks/run/compare.sh [EXPERIMENTS] [CONCURRENCY] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../../.."
experiments=${1:-1000} concurrency=${2:-8} rounds=${3:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish src/Polyaxon.Ci.Tool -c Release -r "${RID:-linux-x64}" -o "$work/tool" -v quiet
printf 'version: 1\nkind: group\nhptuning:\n  concurrency: %d\n  matrix:\n    x: {range: "0:%d:1"}\nrun:\n  cmd: "true"\n' \
  "$concurrency" "$experiments" > "$work/polyaxonfile.yaml"
cd "$work"

seconds() {
  local start end
  start=$(date +%s%N)
  "$@" > /dev/null
  end=$(date +%s%N)
  awk -v t=$((end - start)) 'BEGIN { printf "%.2f\n", t / 1e9 }'
}

ours() { rm -rf .polyaxon && tool/dotnet-polyaxon run; }
theirs() { seq "$experiments" | xargs -P "$concurrency" -I{} bash -c true; }

ratios=()
for _ in $(seq "$rounds"); do
  a=$(seconds ours)
  b=$(seconds theirs)
  ratio=$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.2f", a / b }')
  echo "run $a s   xargs $b s   ratio $ratio"
  ratios+=("$ratio")
done
printf '%s\n' "${ratios[@]}" | sort -n | awk '{ r[NR] = $1 } END { print "median ratio", r[int((NR + 1) / 2)] }'
