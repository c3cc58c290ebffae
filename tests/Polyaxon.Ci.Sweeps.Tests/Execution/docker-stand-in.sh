#!/usr/bin/env bash
# Stands in for docker's client: notes its calls, and runs a container's command here, with the container's environment and its
# paths put back to where they are mounted from.
here=$(dirname "$0")
printf '%q ' "$@" >> "$here/calls"
echo >> "$here/calls"
case $1 in
  version) echo 28.0.0 ;;
  ps) cat "$here/containers" 2>/dev/null ;;
  kill | build) ;;
  run)
    shift
    declare -A mounts
    environment=("PATH=$PATH")
    while :; do
      case $1 in
        --rm | --init) shift ;;
        --env)
          case $2 in *=*) environment+=("$2") ;; *) environment+=("$2=${!2}") ;; esac
          shift 2
          ;;
        --mount)
          target=${2#*target=}
          source=${2#*source=}
          mounts[${target%%,*}]=${source%%\",*}
          shift 2
          ;;
        --*) shift 2 ;;
        *) break ;;
      esac
    done
    for target in "${!mounts[@]}"; do
      environment=("${environment[@]//"$target"/"${mounts[$target]}"}")
    done
    shift
    cd "${mounts[/workspace]}" && exec env -i "${environment[@]}" "$@"
    ;;
esac
