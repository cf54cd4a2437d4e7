#!/bin/sh
# Builds, runs and tests Zhurnal. Commands: build (default) | run | test | bench | kit | deps | clean.
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

# A target is a name, the compiler's prefix, the triple for configure and what its compiler must be told; a new one
# is a new line here. Windows: printf as ISO C says it, and on i686 the arithmetic of all the others.
TARGETS="linux-x86_64 linux-aarch64 windows-x86_64 windows-i686"
use_target() {
  TARGET=$1 FLAGS_CC='' LIBS='-lpthread -lm'
  case $1 in
    linux-*) HOST=${1#linux-}-linux-gnu PREFIX_CC=$HOST- NAME=zhurnal-$1 ;;
    windows-x86_64) HOST=x86_64-w64-mingw32 NAME=zhurnal.exe ;;
    windows-i686) HOST=i686-w64-mingw32 NAME=zhurnal32.exe FLAGS_CC=' -msse2 -mfpmath=sse -mstackrealign' ;;
    *) die "no such target: $1" ;;
  esac
  case $1 in
    "$NATIVE") PREFIX_CC='' CC=gcc ;;
    linux-*) CC=${PREFIX_CC}gcc ;;
    *)
      PREFIX_CC=$HOST- CC="${HOST}-gcc-win32 -D__USE_MINGW_ANSI_STDIO=1$FLAGS_CC"
      LIBS='-lws2_32 -lshell32 -lole32 -ladvapi32 -lbcrypt'
      ;;
  esac
  AR=${PREFIX_CC}ar RANLIB=${PREFIX_CC}ranlib STRIP=${PREFIX_CC}strip WINDRES=${PREFIX_CC}windres
}

need_compiler() {
  case $TARGET in
    "$NATIVE") need gcc:gcc make:make /usr/include/stdio.h:libc6-dev ;;
    linux-aarch64) need aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu /usr/aarch64-linux-gnu/include/stdio.h:libc6-dev-arm64-cross ;;
    linux-x86_64) need x86_64-linux-gnu-gcc:gcc-x86-64-linux-gnu /usr/x86_64-linux-gnu/include/stdio.h:libc6-dev-amd64-cross ;;
    windows-x86_64) need x86_64-w64-mingw32-gcc-win32:gcc-mingw-w64-x86-64-win32 ;;
    windows-i686) need i686-w64-mingw32-gcc-win32:gcc-mingw-w64-i686-win32 ;;
  esac
}

. "$ROOT/core/tool/deps.sh"
. "$ROOT/core/tool/kit.sh"

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
    ARCHIVES="$ARCHIVES" LIBS="$LIBS" WINDRES="$WINDRES" VERSION="$(program_version)" "$@"
}

program_version() { sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1; }

prepare() { # compiler and libraries for the target
  use_target "$1"
  need_compiler
  make_libraries
  library_flags
}

# The styles and scripts of the pages as the oldest browsers of a school can read them, and small: a syntax that
# esbuild cannot lower stops the build. No bundle: each file is an asset of its own, so that what a page already has
# is not sent again. With --dev the program reads the sources as they are.
BROWSERS=firefox115,chrome109
shrink_web() {
  rm -rf build/web
  "$1/.bin/esbuild" assets/web/*.js assets/web/*.css --outdir=build/web --minify --target=$BROWSERS --charset=utf8 \
    --legal-comments=none --log-level=warning --log-override:css-syntax-error=error --log-override:unsupported-regexp=error \
    --log-override:unsupported-css-property=error
}

embed_files() {
  modules=$(npm_tree "$TOOL")
  fonts=$modules/@fontsource-variable/golos-text
  shrink_web "$modules"
  make -s -f core/tool/program.mk OUT=build/tool CC="$CC" INCLUDES="$INCLUDES" ARCHIVES="$ARCHIVES" build/tool/embed
  {
    find scripts policies assets -type f ! -name '.*' ! -name '*~' ! -path 'assets/web/*.js' ! -path 'assets/web/*.css' \
      -printf '%p\t%p\n'
    find build/web -type f -printf 'assets/web/%P\t%p\n'
    for set in cyrillic cyrillic-ext latin; do
      printf 'assets/web/fonts/golos-text-%s.woff2\t%s\n' $set "$fonts/files/golos-text-$set-wght-normal.woff2"
    done
    printf 'assets/licenses/golos-text.txt\t%s\n' "$fonts/LICENSE"
  } | sort | build/tool/embed build/embed.c build/embed.lua
}

# The files are embedded by a program of this machine, so this machine's target goes first.
build_release() {
  [ "$TARGET" != "$NATIVE" ] || embed_files
  hard='-D_FORTIFY_SOURCE=2 -fstack-protector-strong' link='-static -Wl,--gc-sections'
  case $TARGET in windows-*) hard='-D_WIN32_WINNT=0x0601 -DUTF8PROC_STATIC -fstack-protector-strong' link="$link -s -Wl,--no-insert-timestamp" ;; esac
  compile_program "build/$TARGET" "-O2 -ffile-prefix-map=$CACHE=. $hard" "$link" program
  case $TARGET in # on Windows the linker strips: strip would put the hour into the file
    windows-*) cp "build/$TARGET/zhurnal.full" "build/$TARGET/zhurnal" ;;
    *) "$STRIP" -o "build/$TARGET/zhurnal" "build/$TARGET/zhurnal.full" ;;
  esac
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
    case " ${*:-kit}" in *" kit"*) build_kit ;; esac
    build_debug unit
    export TARGET CACHE JOBS
    exec tests/run.sh "$@"
    ;;
  kit)
    build_kit
    say "build/kit/Zhurnal, build/kit/Zhurnal.zip"
    ;;
  bench)
    prepare "$NATIVE"
    build_release
    for file in tests/bench/*; do
      [ ! -x "$file" ] || ZHURNAL=$ROOT/build/$TARGET/zhurnal "$file"
    done
    ;;
  clean) rm -rf build ;;
  *) die "unknown command: $command (build, run, test, bench, kit, deps, clean)" ;;
esac
