#!/usr/bin/env bash
# Builds and tests everything from a fresh clone; installs what tests need by itself. The last line counts what ran.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
export CROSSSELL_TEST_RUN="$$-$(date +%s%N)"

say() { printf '\n== %s\n' "$*"; }

fail() { echo "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# A Debian package, unless its program (a pattern) is there; with an option of apt-get, where one helps.
has() { compgen -G "$1" >/dev/null || { say "Installing $2"; add_package "$2" "${3-}"; }; }
add_package() { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${2:+"$2"} "$1" >/dev/null; }

# Whatever this run started and left behind carries its number in the environment.
end_leftovers() {
  local environment pid
  for environment in /proc/[0-9]*/environ; do
    pid=${environment#/proc/}; pid=${pid%/environ}
    if [ "$pid" != $$ ] && [ "$pid" != "$BASHPID" ] && grep -qzx "CROSSSELL_TEST_RUN=$CROSSSELL_TEST_RUN" "$environment" 2>/dev/null; then
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done
}

scratch=$(mktemp -d)
chmod 711 "$scratch"
trap 'end_leftovers; rm -rf "$scratch"' EXIT

command -v dotnet >/dev/null || fail "The .NET 10 SDK is needed (dotnet is not on the PATH)."
command -v npm >/dev/null || fail "Node.js 20 with npm is needed (npm is not on the PATH)."
has '/usr/lib/postgresql/*/bin/postgres' postgresql || echo "postgresql could not be installed (it needs root or sudo): the tests will run on the npm package instead." >&2
has /usr/bin/soffice libreoffice-writer-nogui --no-install-recommends || fail "LibreOffice could not be installed (it needs root or sudo). Install it with: apt-get install libreoffice-writer-nogui"
has /usr/sbin/dovecot dovecot-imapd --no-install-recommends || fail "dovecot-imapd could not be installed (it needs root or sudo). Install it with: apt-get install dovecot-imapd"
has /usr/bin/chromium chromium || fail "chromium could not be installed (it needs root or sudo). Install it with: apt-get install chromium"

say "Build"
dotnet build CrossSell.sln --nologo --verbosity quiet -clp:NoSummary

say "Format"
passed=0 failed=0 skipped=0 broken=0
dotnet format CrossSell.sln --verify-no-changes --no-restore || { echo "The format differs; put it right with: dotnet format CrossSell.sln" >&2; broken=1; }

export TMPDIR=$scratch
for kind in Unit Architecture Integration Browser; do
  say "$kind tests"
  trx=$scratch/$kind.trx
  timeout --kill-after=30s 20m dotnet test "tests/$kind" --no-build --nologo --logger "trx;LogFileName=$trx" --logger "console;verbosity=minimal" </dev/null ||
    { echo "$kind: failed, or did not end within 20 minutes." >&2; broken=1; }
  counters=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null || true)
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  total=$(count total) executed=$(count executed) ok=$(count passed)
  passed=$((passed + ${ok:-0})) failed=$((failed + ${executed:-0} - ${ok:-0})) skipped=$((skipped + ${total:-0} - ${executed:-0}))
  if [ "${executed:-0}" = 0 ] && grep -rqE '\[\w*(Fact|Theory)\b' "tests/$kind" --include='*.cs'; then
    echo "$kind: has tests, and none ran." >&2
    broken=1
  fi
done

[ "$passed" != 0 ] || echo "No test ran." >&2
status=0
if [ "$broken" != 0 ] || [ "$failed" != 0 ] || [ "$passed" = 0 ]; then status=1; fi
if [ "$skipped" = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
exit $status
