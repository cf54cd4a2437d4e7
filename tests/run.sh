#!/bin/sh
# Runs the suites and sums them: the last line is exactly "N passed, N failed", the exit code 1 on any failure.
#
# usage: ./build.sh test [SUITE | SUITE/NAME]...      everything when none is named; logs are in build/test/
#
# A suite is a folder of tests/, a test is a file in it (not _*: those are helpers). A test prints TAP ("ok", "not ok")
# or ends with a line "N passed, N failed"; a crash, a sanitizer report, silence or a timeout is one more failure.
# A test finds in its environment: ROOT, ZHURNAL (the program), BUILD (release or debug), TEST_TMP (an empty folder of
# its own) and NODE_MODULES (for tests/web). Two run at once, so a test takes port 0 and writes only to TEST_TMP.
set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
OUT=$ROOT/build/test
LIMIT=1500

# What runs a file of the suite, and on which builds.
builds_of() {
  case $1 in
    unit) echo debug ;;
    lua | policy | http) echo release debug ;;
    *) echo release ;;
  esac
}

start() { # start FILE: by its kind
  case $1 in
    */unit/*.c) set -- "$ROOT/build/debug/unit/$(basename "$1" .c)" ;;
    *.lua) set -- "$ZHURNAL" --test "$1" ;;
    *.mjs) set -- node "$1" ;;
    *) set -- sh "$1" ;;
  esac
  timeout -k 5 "$LIMIT" "$@"
}

# One test in its own folder; its verdict goes to a file that the summary reads.
run_one() {
  suite=$(basename "$(dirname "$1")")
  BUILD=$2
  id=$suite-$(basename "$1" | tr . -)-$BUILD
  log=$OUT/$id.log
  case $BUILD in debug) ZHURNAL=$ROOT/build/debug/zhurnal ;; *) ZHURNAL=$ROOT/build/$TARGET/zhurnal ;; esac
  TEST_TMP=$(mktemp -d "${TMPDIR:-/tmp}/zhurnal-test.XXXXXX")
  export ROOT ZHURNAL BUILD TEST_TMP
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
  began=$(date +%s)
  code=0
  (cd "$TEST_TMP" && start "$1") >"$log" 2>&1 </dev/null || code=$?
  rm -rf "$TEST_TMP"
  report "$1" "$log" "$code" $(($(date +%s) - began)) >"$OUT/$id.result"
  cat "$OUT/$id.result"
}

# "PASSED FAILED NAME …", then what went wrong.
report() {
  passed=$(grep -ac '^ok ' "$2" || true)
  failed=$(grep -ac '^not ok ' "$2" || true)
  last=$(grep -aE '^[0-9]+ passed, [0-9]+ failed$' "$2" | tail -n 1 || true)
  if [ -n "$last" ] && [ $((passed + failed)) -eq 0 ]; then
    passed=${last%% *}
    failed=${last#*, }
    failed=${failed%% *}
  fi
  plan=$(sed -n 's/^1\.\.\([0-9][0-9]*\)$/\1/p' "$2" | tail -n 1)
  trouble=
  if [ "$3" -ne 0 ] && [ "$failed" -eq 0 ]; then
    trouble="ended with code $3"
  elif [ $((passed + failed)) -eq 0 ]; then
    trouble="checked nothing"
  elif [ -n "$plan" ] && [ "$plan" -ne $((passed + failed)) ]; then
    trouble="planned $plan checks"
  fi
  [ -z "$trouble" ] || failed=$((failed + 1))
  printf '%5d passed %3d failed  %s (%s, %s s) %s\n' "$passed" "$failed" "${1#"$ROOT/tests/"}" "$BUILD" "$4" "$trouble"
  [ "$failed" -eq 0 ] || grep -aE -A 4 '^not ok |ERROR: AddressSanitizer|runtime error:' "$2" | head -n 60 || true
  [ -z "$trouble" ] || tail -n 25 "$2"
}

if [ "${1:-}" = --one ]; then
  run_one "$2" "$3"
  exit 0
fi

rm -rf "$OUT"
mkdir -p "$OUT"
say() { echo "tests: $*" >&2; }
die() {
  say "$*"
  exit 1
}
hash_of() { sha256sum | cut -c1-16; }
. "$ROOT/core/tool/deps.sh"

# The tools of the suites that are there.
has() { [ -n "$(find "$ROOT/tests/$1" -name "$2" ! -name '_*' 2>/dev/null)" ]; }
wanted() { # wanted SUITE: is it among those to run?
  [ -n "$(find "$ROOT/tests/$1" -name '*.*' ! -name '_*' 2>/dev/null)" ] || return 1
  case " ${ASKED:-$1}" in *" $1"*) ;; *) return 1 ;; esac
}
ASKED=$*
need clang-format:clang-format luacheck:lua-check cppcheck:cppcheck shellcheck:shellcheck curl:curl
if has . '*.mjs'; then need node:nodejs; fi
if has web '*.mjs'; then
  need npm:npm chromium:chromium firefox-esr:firefox-esr
  NODE_MODULES=$(npm_tree "$ROOT/tests/web")
  export NODE_MODULES
fi
if wanted kit; then
  need unzip:unzip zip:zip qemu-aarch64-static:qemu-user-static /usr/lib/wine/wine64:wine64 debootstrap:debootstrap \
    mount.exfat-fuse:exfat-fuse mkfs.exfat:exfatprogs
fi
export TARGET CACHE

for file in "$ROOT"/tests/*/*; do
  suite=$(basename "$(dirname "$file")")
  case $suite in bench | data) continue ;; esac
  case ${file##*/} in _*) continue ;; *.c | *.lua | *.sh | *.mjs) ;; *) continue ;; esac
  if [ $# -gt 0 ]; then
    chosen=
    for want; do case $suite/${file##*/} in "$want"/* | "$want" | "$want".*) chosen=yes ;; esac done
    [ -n "$chosen" ] || continue
  fi
  for build in $(builds_of "$suite"); do printf '%s\n%s\n' "$file" "$build"; done
done | xargs -r -P "${JOBS:-$(nproc)}" -n 2 "$0" --one

passed=0 failed=0
for result in "$OUT"/*.result; do
  [ -f "$result" ] || continue
  read -r p _ f _ <"$result"
  passed=$((passed + p)) failed=$((failed + f))
done
[ "$failed" -eq 0 ] || cat "$OUT"/*.result | grep -aE '^ *[0-9]+ passed +[1-9][0-9]* failed' || true
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
