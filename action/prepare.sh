#!/usr/bin/env bash
# Checks the inputs that choose artifacts and says which of them the following steps download.
set -euo pipefail
. "$(dirname "$0")/common.sh"

# Names of artifacts, and patterns, are made of these alone: whatever else arrives is not ours.
require() {
  local name=$1 value=$2 extra=${3:-}
  [ -n "$value" ] || fail "Input '$name' is empty. Pass the output of the job that planned the batch; GitHub drops an output that contains a secret or a masked value, so load no secrets in that job."
  case $value in
    *[!A-Za-z0-9._$extra-]*) fail "Input '$name' is not what the planning job wrote: only letters, digits, '.', '_' and '-' can be in it." ;;
  esac
}

case $PLX_ARTIFACT_MODE in
  upload) transfer=true ;;
  none) transfer=false ;;
  *) fail "Input 'artifact-mode' is 'upload' or 'none', not '$PLX_ARTIFACT_MODE'." ;;
esac

if [ -n "$PLX_DATA_PATH" ]; then
  data=$(absolute "$PLX_DATA_PATH")
  mkdir -p "$data"
else
  [ "$transfer" = true ] || fail "With artifact-mode 'none' say by 'data-path' where plans and results are."
  data=$(mktemp -d "$(slashes "$RUNNER_TEMP")/polyaxon-XXXXXXXX")
fi
output data "$data"

# The number of a workflow run, as in its address.
require_run() {
  case $2 in
    *[!0-9]*) fail "Input '$1' is the number of a workflow run, as in its address." ;;
  esac
}

plan=false stop=false previous=false restore=false results=false ledgers=false resume=false continue=false
case $PLX_COMMAND in
  plan)
    if [ -n "$PLX_RESUME_RUN" ]; then
      require_run resume-run "$PLX_RESUME_RUN"
      resume=$transfer
    fi
    if [ -n "$PLX_FROM_RUN" ]; then
      require_run from-run "$PLX_FROM_RUN"
      require plan-artifact "$PLX_PLAN_ARTIFACT"
      continue=$transfer
    fi
    ;;
  exec)
    if [ "$transfer" = true ]; then
      require plan-artifact "$PLX_PLAN_ARTIFACT"
      require group "$PLX_GROUP"
      plan=true stop=true
      # What an earlier attempt of this job has done need not be done again.
      if [ "${GITHUB_RUN_ATTEMPT:-1}" -gt 1 ] && [ -n "$PLX_ID" ]; then
        require id "$PLX_ID"
        previous=true
      fi
      if [ -n "$PLX_RESTORE" ]; then
        require restore "$PLX_RESTORE" '*'
        restore=true
      fi
    fi
    ;;
  gather)
    if [ "$transfer" = true ]; then
      require plan-artifact "$PLX_PLAN_ARTIFACT"
      require group "$PLX_GROUP"
      require batch "$PLX_BATCH"
      plan=true results=true
    fi
    ;;
  verdict)
    # Without a group nothing was planned: the verdict says why.
    if [ "$transfer" = true ] && [ -n "$PLX_GROUP" ]; then
      require group "$PLX_GROUP"
      ledgers=true
    fi
    ;;
  *) fail "Input 'command' is plan, exec, gather or verdict, not '$PLX_COMMAND'." ;;
esac

for name in plan stop previous restore results ledgers resume continue; do
  output "$name" "${!name}"
done
