#!/usr/bin/env bash
# Checks a sealed bag as a stranger would: runs each command that its own VERIFY.md shows, with an empty environment but PATH.
#   stranger.sh BAG [--whole]     --whole: a step that could not be run (no bagit.py, no ../authority.pem) counts as failed
# It needs bash, awk, sha256sum, openssl 3 and python3; nothing of Averment.
set -euo pipefail
bag=$1
whole=${2:-}
blocks=$(mktemp -d)
trap 'rm -rf "$blocks"' EXIT

# each fenced block as a file of its own: its number, and the heading that it stands under
awk -v into="$blocks" '
  /^## /                { title = substr($0, 4) }
  /^```(sh|python)$/    { kind = substr($0, 4); file = sprintf("%s/%02d.%s", into, ++count, kind); print title > (file ".title"); next }
  /^```$/               { kind = "" }
  kind != ""            { print > file }
' "$bag/VERIFY.md"

status=0
for title in "$blocks"/*.title; do
  block=${title%.title}
  title=$(cat "$title")
  reason=
  if grep -q bagit.py "$block" && ! command -v bagit.py > "$blocks/out"; then reason="there is no bagit.py"; fi
  if grep -q authority.pem "$block" && [ ! -e "$bag/../authority.pem" ]; then reason="there is no authority.pem"; fi
  if [ -n "$reason" ]; then
    echo "not checked: $title ($reason)"
    [ "$whole" != --whole ] || status=1
    continue
  fi
  case $block in
    *.sh) run=(bash -eu -o pipefail "$block") ;;
    *.python) run=(python3 -I -S "$block") ;;
  esac
  if (cd "$bag" && env -i PATH="$PATH" "${run[@]}") > "$blocks/out" 2>&1; then
    echo "passed: $title"
  else
    echo "failed: $title"
    status=1
  fi
  sed 's/^/    /' "$blocks/out"
done
exit $status
