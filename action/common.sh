# What the scripts of the action share. Written for the bash of every runner: 3.2 on macOS, Git's on Windows.

# An error annotation, then the end. Text becomes part of a log command: it must be one line without a stray percent sign.
fail() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '::error title=Polyaxon.Ci::%s\n' "$text"
  exit "${2:-2}"
}

# One output of the step. Our own values only: none has a line end, and one that had is refused.
output() {
  case $2 in
    *$'\n'* | *$'\r'*) fail "The value of output '$1' has a line end." ;;
  esac
  printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
}

# A path with forward slashes, which bash, .NET and the artifact actions all read.
slashes() { printf '%s' "${1//\\//}"; }

# The absolute form of a path that is relative to the workspace.
absolute() {
  case $1 in
    /* | [A-Za-z]:*) slashes "$1" ;;
    *) printf '%s/%s' "$(slashes "$GITHUB_WORKSPACE")" "$(slashes "$1")" ;;
  esac
}
