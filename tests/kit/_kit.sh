# shellcheck shell=sh disable=SC2034
# Read by the tests of tests/kit: how each executable of the kit is run on this machine, and small checks.
#
# Windows programs run under Wine without a screen; the 32-bit one needs an i386 Wine, which lives in a directory of
# its own in the cache (made by debootstrap, about half a minute, once). What cannot be had here is said and skipped.
KIT=$ROOT/build/kit/Zhurnal
WINE32=$CACHE/wine32-bookworm
unset DISPLAY WAYLAND_DISPLAY ZHURNAL_LOGIN ZHURNAL_PASSWORD
export LC_ALL=C.UTF-8 WINEDEBUG=-all WINEPREFIX="$CACHE/wine64-prefix"
n=0

say_ok() { n=$((n + 1)) && echo "ok $n - $1"; }
say_not() {
  n=$((n + 1))
  echo "not ok $n - $1"
  [ -z "${2:-}" ] || printf '%s\n' "$2" | head -n 8 | sed 's/^/# /'
}

# same NAME WANTED GOT; has NAME TEXT OUTPUT
same() { if [ "$2" = "$3" ]; then say_ok "$1"; else say_not "$1" "want: $2
got: $3"; fi; }
has() { case $3 in *"$2"*) say_ok "$1" ;; *) say_not "$1" "want: $2
got: $3" ;; esac; }

prepare_wine64() {
  (
    flock 9
    [ -d "$WINEPREFIX/drive_c" ] || /usr/lib/wine/wine64 wineboot -i >/dev/null 2>&1
  ) 9>"$CACHE/wine64.lock"
}

# The i386 system, once. It is complete when its prefix of Wine is there.
make_wine32() {
  [ "$(id -u)" = 0 ] && [ "$(uname -m)" = x86_64 ] || return 1
  [ ! -d "$WINE32/wine/drive_c" ] || return 0
  mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^bookworm //p' | head -n 1)
  rm -rf "$WINE32"
  # shellcheck disable=SC2086
  timeout 400 debootstrap --arch=i386 --variant=minbase --include=wine32,wine bookworm "$WINE32" $mirror \
    >"$CACHE/debootstrap.log" 2>&1 || return 1
  rm -rf "$WINE32"/var/cache/apt/archives "$WINE32"/var/lib/apt/lists/*
  mount_wine32 && wine32 wineboot -i >/dev/null 2>&1
}

# The caller is in a mount namespace of its own: what is mounted here is not seen outside and goes with it.
mount_wine32() {
  mkdir -p "$WINE32/proc" "$WINE32/dev" "$WINE32$TEST_TMP" "$WINE32$ROOT"
  mount --bind /proc "$WINE32/proc" && mount --bind /dev "$WINE32/dev" &&
    mount --bind "$TEST_TMP" "$WINE32$TEST_TMP" && mount --bind "$ROOT" "$WINE32$ROOT"
}

wine32() {
  chroot "$WINE32" /usr/bin/env -i HOME=/wine PATH="$TEST_TMP/bin:/usr/bin:/bin" WINEARCH=win32 WINEPREFIX=/wine WINEDEBUG=-all \
    LC_ALL=C.UTF-8 ${ZHURNAL_LOGIN:+ZHURNAL_LOGIN="$ZHURNAL_LOGIN"} ${ZHURNAL_PASSWORD:+ZHURNAL_PASSWORD="$ZHURNAL_PASSWORD"} \
    /usr/lib/wine/wine "$@"
}

# program TARGET ARGUMENT...: runs the executable of the kit.
program() {
  target=$1
  shift
  case $target in
    linux-x86_64) "$KIT/zhurnal-linux-x86_64" "$@" ;;
    linux-aarch64) qemu-aarch64-static "$KIT/zhurnal-linux-aarch64" "$@" ;;
    windows-x86_64) /usr/lib/wine/wine64 "$KIT/zhurnal.exe" "$@" ;;
    windows-i686) wine32 "$KIT/zhurnal32.exe" "$@" ;;
  esac
}

# run TARGET ARGUMENT...: as program; what it says is in $OUT and $out. Not through a pipe: the services of Wine would
# hold its end for two seconds.
OUT=$TEST_TMP/out
run() {
  ran=0
  program "$@" >"$OUT" 2>&1 </dev/null || ran=$?
  out=$(tr -d '\r' <"$OUT")
}

# hold_wine TARGET: keeps its Wine awake until let_wine_go.
hold_wine() {
  : >"$TEST_TMP/hold"
  program "$1" --test "$(place "$1" "$ROOT/tests/kit/_hold.lua")" "$(place "$1" "$TEST_TMP/hold")" >/dev/null 2>&1 </dev/null &
  sleep 1
}
let_wine_go() { rm -f "$TEST_TMP/hold"; }

# place TARGET PATH: the path as a user of that system writes it.
place() {
  case $1 in windows-*) printf "Z:%s\n" "$(printf %s "$2" | tr / "\\\\")" ;; *) printf "%s\n" "$2" ;; esac
}

# A browser that writes down what it was to open.
fake_browser() {
  mkdir -p "$TEST_TMP/bin"
  # shellcheck disable=SC2016
  printf '#!/bin/sh\necho "$1" >>"%s/opened"\n' "$TEST_TMP" >"$TEST_TMP/bin/xdg-open"
  chmod 755 "$TEST_TMP/bin/xdg-open"
  PATH=$TEST_TMP/bin:$PATH
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
  tries=$(($1 * 50))
  shift
  while ! "$@"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || return 1
    sleep 0.02
  done
}

# --- a browser: curl with cookies; the last page is in $PAGE ---------------------------------------------------------

PAGE=$TEST_TMP/page
COOKIES=$TEST_TMP/cookies

first_line() { [ "$(wc -l <"$1")" -gt 0 ]; }

# start_server TARGET DIR: serves it; SERVER is its process, BASE the address, STARTED the milliseconds until the first page was there.
start_server() {
  : >"$TEST_TMP/server"
  rm -f "$COOKIES"
  began=$(milliseconds)
  program "$1" -C "$(place "$1" "$2")" serve --no-browser >"$TEST_TMP/server" 2>"$TEST_TMP/server.err" &
  SHELL_PID=$!
  wait_for 30 first_line "$TEST_TMP/server" || return 1
  SERVER=$(ps -o pid= --ppid "$SHELL_PID" | tr -d ' ' | head -n 1)
  url=$(head -n 1 "$TEST_TMP/server" | tr -d '\r')
  BASE=${url%%/\?k=*}
  curl -s -L -b "$COOKIES" -c "$COOKIES" -o "$PAGE" "$url"
  STARTED=$(($(milliseconds) - began))
}

# stop_server: by «Завершить» on the page.
gone() { ! kill -0 "$1" 2>/dev/null; }
stop_server() {
  post /quit
  wait_for 15 gone "$SHELL_PID"
}

get() { curl -s -L -b "$COOKIES" -c "$COOKIES" -o "$PAGE" "$BASE$1"; }

# post PATH NAME=VALUE...: with the token of the last page.
post() {
  path=$1
  shift
  token=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$PAGE" | head -n 1)
  for field; do
    set -- "$@" --data-urlencode "$field"
    shift
  done
  curl -s -L -b "$COOKIES" -c "$COOKIES" -o "$PAGE" --data-urlencode "csrf=$token" "$@" "$BASE$path"
}

enter() { post /unlock "login=$1" "password=$2"; }
