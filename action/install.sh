#!/usr/bin/env bash
# Finds the tool or installs it: the exact version of this action's release, once a job. Where no feed has that release (a fork, a
# machine without one), the tool is built from the sources that came with the action.
set -euo pipefail
. "$(dirname "$0")/common.sh"

here=$(cd "$(dirname "$0")" && pwd)
home=$(dirname "$here")
project=$home/src/Polyaxon.Ci.Tool/Polyaxon.Ci.Tool.csproj
version=$PLX_VERSION
if [ -z "$version" ]; then
  # `uses: ./` is this repository at work on itself; its release may not exist yet.
  if [ -f "$project" ] && [ "$home" = "$(cd "$GITHUB_WORKSPACE" && pwd)" ]; then
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
  # A feed that hiccups is asked again, one that answers is not; the last answer is shown.
  for pause in 5 15 0; do
    if DOTNET_CLI_UI_LANGUAGE=en dotnet tool install Polyaxon.Ci.Tool --version "$version" --tool-path "$folder" \
      ${source[@]+"${source[@]}"} >"$log" 2>&1; then
      return 0
    fi
    ! grep -q 'is not found in NuGet feeds' "$log" || break
    [ "$pause" = 0 ] || sleep "$pause"
  done
  # Text of others: it must not be read as log commands.
  sed -e 's/^/| /' -e 's/##\[/## [/g' "$log"
  return 1
}

install_release() {
  ! install_package || return 0
  # Who names a version or a feed means it.
  if [ -n "$PLX_VERSION$PLX_PACKAGE_SOURCE" ] || [ ! -f "$project" ]; then
    fail "Version $version of the tool could not be installed."
  fi
  printf '::warning title=Polyaxon.Ci::Version %s of the tool is not to be had from the NuGet feeds of this machine; it is built from the sources of the action.\n' "$version"
  build_source
}

build_source() {
  [ -f "$project" ] || fail "version 'source' needs the whole checkout of Polyaxon.Ci beside the action; 'src' is not there."
  require_dotnet
  dotnet publish "$project" --configuration Release --output "$folder" -verbosity:quiet -nologo \
    || fail "The tool could not be built from '$home'."
}

find_tool
if [ "$version" = source ]; then build_source; else install_release; fi
find_tool
fail "The tool is not in '$folder' after its installation."
