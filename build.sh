#!/bin/sh
# Builds, runs and tests Zhurnal. Commands: build (default) | run | test | bench | deps | clean.
#
# Needs Debian 12 and its mirror, an npm registry the first time, nothing else: what is missing is installed.
# Libraries are built once into ${XDG_CACHE_HOME:-~/.cache}/zhurnal (core/tool/deps.sh), the program into build/.
set -eu
export LC_ALL=C.UTF-8

ROOT=$(cd "$(dirname "$0")" && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/zhurnal
JOBS=${JOBS:-$(nproc)}
NATIVE=linux-$(uname -m)
mkdir -p "$CACHE"
cd "$ROOT"

say() { echo "build.sh: $*" >&2; }
die() {
  say "$*"
  exit 1
}
hash_of() { sha256sum | cut -c1-16; }

# A target is a name, the compiler's prefix and the triple for configure; a new one is a new line here.
use_target() {
  TARGET=$1
  case $1 in
    linux-x86_64) PREFIX_CC='' HOST=x86_64-linux-gnu ;;
    linux-aarch64) PREFIX_CC='' HOST=aarch64-linux-gnu ;;
    *) die "no such target: $1" ;;
  esac
  CC=${PREFIX_CC}gcc AR=${PREFIX_CC}ar RANLIB=${PREFIX_CC}ranlib STRIP=${PREFIX_CC}strip
}

. "$ROOT/core/tool/deps.sh"

# The flags of the libraries in the order of linking.
library_flags() {
  INCLUDES='' ARCHIVES=''
  for name in cjson lfs lua sqlite microhttpd sodium utf8proc zlib; do
    dir=$(library $name)
    INCLUDES="$INCLUDES -isystem $dir/include" ARCHIVES="$ARCHIVES $(echo "$dir"/lib/*.a)"
  done
}

# compile_program DIR "FLAGS" "LINK FLAGS" [make's goals]: the sources of core/ into DIR, by core/tool/program.mk.
compile_program() {
  dir=$1 flags=$2 link=$3
  shift 3
  make -s -f core/tool/program.mk -j "$JOBS" OUT="$dir" CC="$CC" FLAGS="$flags" LINK="$link" INCLUDES="$INCLUDES" \
    ARCHIVES="$ARCHIVES" "$@"
}

prepare() { # compiler, libraries and the embedded files for the target
  need gcc:gcc make:make /usr/include/stdio.h:libc6-dev
  use_target "$1"
  make_libraries
  library_flags
}

embed_files() {
  fonts=$(npm_tree "$TOOL")/@fontsource-variable/golos-text
  make -s -f core/tool/program.mk OUT=build/tool CC="$CC" INCLUDES="$INCLUDES" ARCHIVES="$ARCHIVES" build/tool/embed
  {
    find scripts policies assets -type f ! -name '.*' ! -name '*~' -printf '%p\t%p\n' 2>/dev/null || true
    for set in cyrillic cyrillic-ext latin; do
      printf 'assets/web/fonts/golos-text-%s.woff2\t%s\n' $set "$fonts/files/golos-text-$set-wght-normal.woff2"
    done
    printf 'assets/licenses/golos-text.txt\t%s\n' "$fonts/LICENSE"
  } | sort | build/tool/embed build/embed.c
}

build_release() {
  embed_files
  compile_program "build/$TARGET" "-O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong" "-static -Wl,--gc-sections" program
  "$STRIP" -o "build/$TARGET/zhurnal" "build/$TARGET/zhurnal.full"
}

build_debug() {
  embed_files
  compile_program build/debug "-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all" \
    "-no-pie" program "$@"
  cp -f build/debug/zhurnal.full build/debug/zhurnal
}

command=${1:-build}
[ $# -eq 0 ] || shift
case $command in
  deps)
    prepare "$NATIVE"
    printf 'INCLUDES=%s\nARCHIVES=%s\n' "$INCLUDES" "$ARCHIVES"
    ;;
  build)
    prepare "$NATIVE"
    build_release
    say "build/$TARGET/zhurnal"
    ;;
  run)
    prepare "$NATIVE"
    build_release
    if [ ! -d build/demo ]; then
      "build/$TARGET/zhurnal" -C build/demo demo --pupils 300 --years 3 --seed 1
    fi
    exec "build/$TARGET/zhurnal" -C build/demo serve "$@"
    ;;
  test)
    prepare "$NATIVE"
    build_release
    build_debug unit
    export TARGET CACHE JOBS
    exec tests/run.sh "$@"
    ;;
  bench)
    prepare "$NATIVE"
    build_release
    for file in tests/bench/*; do
      [ ! -x "$file" ] || ZHURNAL=$ROOT/build/$TARGET/zhurnal "$file"
    done
    ;;
  clean) rm -rf build ;;
  *) die "unknown command: $command (build, run, test, bench, deps, clean)" ;;
esac
