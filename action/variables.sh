#!/usr/bin/env bash
# Hands the experiments' environment variables, one NAME=VALUE a line, to the following steps of the job.
set -euo pipefail
. "$(dirname "$0")/common.sh"

export_lines() {
  local source=$1 secret=$2 line name value delimiter number=0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line%$'\r'}
    [ -n "$line" ] || continue
    name=${line%%=*}
    value=${line#*=}
    # The line itself is not shown: it may be a secret.
    case $line in
      *=*) ;;
      *) fail "Line $number of '$source' is not NAME=VALUE." ;;
    esac
    case $name in
      '' | [0-9]* | *[!A-Za-z0-9_]*) fail "Line $number of '$source' has no name of letters, digits and '_' before its '='." ;;
      GITHUB_* | RUNNER_* | ACTIONS_* | PLX_* | NODE_OPTIONS) fail "Line $number of '$source' sets a variable that belongs to the runner." ;;
    esac
    if [ "$secret" = true ] && [ -n "$value" ]; then
      masked=${value//'%'/%25}
      printf '::add-mask::%s\n' "${masked//$'\r'/%0D}"
    fi
    # A value is one line, so that a delimiter of its own line can be no part of it unless it is the value.
    delimiter=polyaxon_$RANDOM$RANDOM$RANDOM$RANDOM
    [ "$value" != "$delimiter" ] || fail "Line $number of '$source' cannot be handed on."
    printf '%s<<%s\n%s\n%s\n' "$name" "$delimiter" "$value" "$delimiter" >>"$GITHUB_ENV"
  done <<<"$3"
}

export_lines variables false "$PLX_VARIABLES"
export_lines secret_variables true "$PLX_SECRET_VARIABLES"
