#!/usr/bin/env bash
# Finds the tool or installs it: the exact version of this action's release, once a job.
set -euo pipefail
. "$(dirname "$0")/common.sh"

here=$(cd "$(dirname "$0")" && pwd)
home=$(dirname "$here")
version=$PLX_VERSION
if [ -z "$version" ]; then
  # `uses: ./` is this repository at work on itself; its release may not exist yet.
  if [ -f "$home/src/Polyaxon.Ci.Tool/Polyaxon.Ci.Tool.csproj" ] && [ "$home" = "$(cd "$GITHUB_WORKSPACE" && pwd)" ]; then
    version=source
  else
    version=$(tr -d '[:space:]' <"$here/version")
  fi
fi
case $version in
  *[!A-Za-z0-9.+-]* | -*) fail "Input 'version' is an exact version such as 1.2.3, or 'source'." ;;
esac

if [ -n "$PLX_TOOL_PATH" ]; then
  folder=$(absolute "$PLX_TOOL_PATH")
else
  folder=$(slashes "$RUNNER_TEMP")/polyaxon-tool/$version
fi

find_tool() {
  local candidate
  for candidate in "$folder/dotnet-polyaxon.exe" "$folder/dotnet-polyaxon"; do
    if [ -f "$candidate" ]; then
      output tool "$candidate"
      exit 0
    fi
  done
}

require_dotnet() {
  local advice="Add actions/setup-dotnet with dotnet-version 10.0.x before this step."
  command -v dotnet >/dev/null 2>&1 || fail "The .NET 10 SDK is needed, and there is no 'dotnet' on PATH. $advice"
  dotnet --list-sdks 2>/dev/null | grep -E '^[1-9][0-9]\.' >/dev/null || fail "The .NET 10 SDK is needed, and 'dotnet --list-sdks' has no such version. $advice"
}

install_package() {
  local log source=()
  require_dotnet
  [ -z "$PLX_PACKAGE_SOURCE" ] || source=(--add-source "$PLX_PACKAGE_SOURCE")
  log=$(mktemp)
  # A feed that hiccups is asked again; the last answer is shown.
  for pause in 5 15 0; do
    if dotnet tool install Polyaxon.Ci.Tool --version "$version" --tool-path "$folder" \
      ${source[@]+"${source[@]}"} >"$log" 2>&1; then
      return 0
    fi
    [ "$pause" = 0 ] || sleep "$pause"
  done
  # Text of others: it must not be read as log commands.
  sed -e 's/^/| /' -e 's/##\[/## [/g' "$log"
  fail "Version $version of the tool could not be installed."
}

build_source() {
  local project=$home/src/Polyaxon.Ci.Tool/Polyaxon.Ci.Tool.csproj
  [ -f "$project" ] || fail "version 'source' needs the whole checkout of Polyaxon.Ci beside the action; 'src' is not there."
  require_dotnet
  dotnet publish "$project" --configuration Release --output "$folder" -verbosity:quiet -nologo \
    || fail "The tool could not be built from '$home'."
}

find_tool
if [ "$version" = source ]; then build_source; else install_package; fi
find_tool
fail "The tool is not in '$folder' after its installation."
