#!/usr/bin/env bash
# Calls one verb of the tool. Every input is one argument of its own, so that no value can become an option or a command.
set -euo pipefail
. "$(dirname "$0")/common.sh"

arguments=()
option() { [ -z "$2" ] || arguments+=("--$1=$2"); }
switch() { [ "$2" != true ] || arguments+=("--$1"); }
# One option a line; empty lines and the line ends of Windows are not part of it.
lines() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "$line" ] || arguments+=("--$1=$line")
  done <<<"$2"
}

enter() {
  folder=$(absolute "$PLX_WORKING_DIRECTORY")
  [ -d "$folder" ] || fail "There is no folder '$PLX_WORKING_DIRECTORY' (input 'working-directory') in the workspace; is the repository checked out before this step?"
}

case $PLX_COMMAND in
  plan)
    enter
    cd "$folder"
    lines file "$PLX_FILE"
    lines param "$PLX_PARAM"
    option seed "$PLX_SEED"
    option metric "$PLX_METRIC"
    option batch-size "$PLX_BATCH_SIZE"
    option max-batches "$PLX_MAX_BATCHES"
    option per-job "$PLX_PER_JOB"
    option max-jobs "$PLX_MAX_JOBS"
    option minutes-per-experiment "$PLX_MINUTES_PER_EXPERIMENT"
    option setup-minutes "$PLX_SETUP_MINUTES"
    lines resume-from "$PLX_RESUME_FROM"
    [ ! -d "$PLX_DATA/polyaxon-continue" ] || option continue "$PLX_DATA/polyaxon-continue"
    [ ! -d "$PLX_DATA/polyaxon-resume" ] || option resume-from "$PLX_DATA/polyaxon-resume"
    switch reuse-across-commits "$PLX_REUSE_ACROSS_COMMITS"
    option output "$PLX_DATA/polyaxon-plan/plan.json"
    ;;
  exec)
    enter
    cd "$PLX_DATA"
    option leg "$PLX_LEG"
    option plan-digest "$PLX_PLAN_DIGEST"
    option working-directory "$folder"
    option previous polyaxon-previous
    option restore polyaxon-restore
    option timeout "$PLX_TIMEOUT"
    option shell "$PLX_SHELL"
    option engine "$PLX_ENGINE"
    switch no-build "$PLX_NO_BUILD"
    option fail-on "$PLX_FAIL_ON"
    # The commands of experiments find the tool as `dotnet polyaxon`, to report metrics with.
    PATH=$(dirname "$PLX_TOOL"):$PATH
    ;;
  gather)
    cd "$PLX_DATA"
    switch plan-next "$PLX_PLAN_NEXT"
    switch strict "$PLX_STRICT"
    ;;
  verdict)
    cd "$PLX_DATA"
    option plan-result "$PLX_PLAN_RESULT"
    option plan-count "$PLX_PLAN_COUNT"
    option matrix-empty "$PLX_MATRIX_EMPTY"
    option fail-on "$PLX_FAIL_ON"
    ;;
esac

# Inputs of the action are no business of the experiments.
tool=$PLX_TOOL command=$PLX_COMMAND
for name in $(compgen -v PLX_); do
  unset "$name"
done
exec "$tool" ci "$command" ${arguments[@]+"${arguments[@]}"}
