# Third-party libraries: fetch the pinned sources, build each one statically, keep the results in the user's cache.
#
# Read by build.sh, which sets ROOT CACHE JOBS and, for a target, TARGET CC AR RANLIB HOST.
# A built library lies in $CACHE/NAME-TARGET-KEY/{include,lib}; KEY covers the source, the text of its recipe below
# (so its flags too) and the compiler. Sources are pinned by sources.sha256 and package-lock.json, nothing is committed.

TOOL=$ROOT/core/tool
LIBRARIES="sqlite sodium microhttpd lua lfs cjson utf8proc zlib"
WIDE_NAMES="-DU8_SHIM -include $ROOT/core/os/shim_win.h"
OPTIMIZE="-O2 -ffunction-sections -fdata-sections -ffile-prefix-map=$CACHE=."

# need COMMAND:PACKAGE... installs the Debian packages whose command (or file) is missing.
need() {
  missing=
  for pair; do
    case $pair in /*) test -e "${pair%%:*}" ;; *) command -v "${pair%%:*}" >/dev/null ;; esac ||
      missing="$missing ${pair#*:}"
  done
  [ -n "$missing" ] || return 0
  say "installing$missing"
  root=
  [ "$(id -u)" = 0 ] || root=sudo
  {
    $root apt-get -qq update
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $root apt-get -qq -y install --no-install-recommends $missing
  } >"$CACHE/apt.log" 2>&1 || { cat "$CACHE/apt.log" >&2; die "cannot install:$missing"; }
}

# npm_tree DIR: the packages locked in DIR, installed once in the cache; prints where. The lock file is the key.
npm_tree() {
  key=$(cat "$1/package.json" "$1/package-lock.json" | hash_of)
  if [ ! -d "$CACHE/npm-$key" ]; then
    need node:nodejs npm:npm
    rm -rf "$CACHE/npm-$key.part"
    mkdir -p "$CACHE/npm-$key.part"
    cp "$1/package.json" "$1/package-lock.json" "$1/.npmrc" "$CACHE/npm-$key.part"
    (cd "$CACHE/npm-$key.part" && npm ci --loglevel=error >npm.log 2>&1) || { cat "$CACHE/npm-$key.part/npm.log" >&2; die "npm"; }
    mv "$CACHE/npm-$key.part" "$CACHE/npm-$key"
  fi
  echo "$CACHE/npm-$key/node_modules"
}

# Debian's source packages, from the mirror this machine uses; the package lists stay private to the cache.
fetch_debian() {
  mkdir -p "$CACHE/src"
  (cd "$CACHE/src" && sha256sum --quiet -c "$TOOL/sources.sha256" >/dev/null 2>&1) && return 0
  say "fetching sources"
  apt=$CACHE/apt
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do
    [ -f "$list" ] || continue
    case $list in
      *.sources) sed 's/^Types:.*/Types: deb-src/' "$list" >"$apt/private.sources" ;;
      *) sed -n 's/^deb /deb-src /p' "$list" >"$apt/private.list" ;;
    esac
  done
  cat >"$apt/apt.conf" <<EOF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$apt";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt/cache";
APT::Sandbox::User "";
EOF
  export APT_CONFIG="$apt/apt.conf"
  # shellcheck disable=SC2046
  (
    cd "$CACHE/src"
    apt-get -qq update && apt-get -qq source --download-only --tar-only $(sed 's/.* //; s/_.*//' "$TOOL/sources.sha256" | sort -u)
    apt-get -qq source --download-only --diff-only lua5.4 || true # for two security patches, see make_lua
  ) >"$apt/log" 2>&1 || cat "$apt/log" >&2
  unset APT_CONFIG
  (cd "$CACHE/src" && sha256sum --quiet -c "$TOOL/sources.sha256" >&2) || die "sources are not those of sources.sha256"
}

unpack() { # unpack NAME: its tarball into the current directory, without the top folder
  tar -x --strip-components=1 -f "$CACHE/src/$(sed -n "s/.* \($1_.*orig.*\)/\1/p" "$TOOL/sources.sha256")"
}

compile() { # compile LIBRARY "FLAGS" FILE...: objects, then lib/LIBRARY.a
  archive=$1 flags=$2
  shift 2
  # shellcheck disable=SC2086
  printf '%s\n' "$@" | xargs -P "$JOBS" -n 1 $CC $OPTIMIZE -w $flags -c
  $AR rcD "$PREFIX/lib/lib$archive.a" ./*.o
}

configured() { # configured OPTION...: an autoconf library, static only
  ./configure --quiet --build="$(gcc -dumpmachine)" --host="$HOST" --prefix="$PREFIX" --disable-shared \
    --enable-static CC="$CC" AR="$AR" RANLIB="$RANLIB" CFLAGS="$OPTIMIZE" "$@"
  make -s -j "$JOBS" V=0
  make -s install
}

# --- Recipes: run in an empty directory, install under $PREFIX -----------------------------------------------------

# The only cipher is ChaCha20-Poly1305: less to compile, less to carry.
make_sqlite() {
  src=$(npm_tree "$TOOL")/better-sqlite3-multiple-ciphers/deps/sqlite3
  cp "$src/sqlite3.h" "$PREFIX/include"
  compile sqlite3mc "-DSQLITE_THREADSAFE=1 -DSQLITE_DQS=0 -DSQLITE_DEFAULT_FOREIGN_KEYS=1 -DSQLITE_TEMP_STORE=2
    -DSQLITE_USE_URI=0 -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_DEPRECATED
    -DSQLITE_OMIT_SHARED_CACHE -DHAVE_USLEEP=1 -DHAVE_FDATASYNC=1
    -DCODEC_TYPE=CODEC_TYPE_CHACHA20 -DHAVE_CIPHER_AES_128_CBC=0 -DHAVE_CIPHER_AES_256_CBC=0 -DHAVE_CIPHER_RC4=0
    -DHAVE_CIPHER_ASCON128=0 -DHAVE_CIPHER_AEGIS=0 -DHAVE_CIPHER_SQLCIPHER=0" "$src/sqlite3.c"
}

# The hash seed is fixed: a policy must give the same answer, in the same order, on every run.
make_lua() {
  unpack lua5.4
  # Debian's fixes of two crashes come beside the source; a mirror that has lost that file must not stop the build.
  for extra in "$CACHE"/src/lua5.4_*.debian.tar.xz; do
    [ -f "$extra" ] || { say "warning: Lua is built without Debian's security patches"; break; }
    tar -x -f "$extra" debian/patches
    for cve in 0004-cve-2022-28805 0005-cve-2022-33099; do patch -s -p1 <"debian/patches/$cve.patch"; done
  done
  rm src/lua.c src/luac.c
  flags=-DLUA_USE_POSIX
  # Nothing is loaded from files, and the code for it fails in a folder with a long name.
  case $TARGET in windows-*) flags=$WIDE_NAMES && sed -i '/define LUA_DL_DLL/d' src/luaconf.h ;; esac
  (cd src && cp lua.h luaconf.h lualib.h lauxlib.h "$PREFIX/include")
  compile lua "-std=gnu99 $flags -Dluai_makeseed(L)=0x5A48u" src/*.c
}

make_lfs() {
  unpack lua-filesystem
  cp src/lfs.h "$PREFIX/include"
  flags=
  # Names are not limited to 260 bytes of a code page.
  case $TARGET in windows-*) flags=$WIDE_NAMES && sed -i 's/MAX_PATH/U8_PATH/; s/STAT_FUNC _stati64/STAT_FUNC u8_stat/' src/lfs.c ;; esac
  compile lfs "$flags -I$(library lua)/include" src/lfs.c
}

make_cjson() {
  unpack lua-cjson
  compile cjson "-I$(library lua)/include" lua_cjson.c strbuf.c fpconv.c
}

make_sodium() {
  unpack libsodium
  # Without the variable autogen.sh goes to the network for newer config scripts.
  DO_NOT_UPDATE_CONFIG_SCRIPTS=1 ./autogen.sh -s
  configured --disable-pie
}

make_microhttpd() {
  unpack libmicrohttpd
  threads=posix
  case $TARGET in windows-*) threads=auto ;; esac
  configured --disable-https --disable-curl --disable-doc --disable-examples --disable-nls --disable-dauth \
    --disable-httpupgrade --without-gnutls --with-threads=$threads
}

make_utf8proc() {
  unpack utf8proc
  cp utf8proc.h "$PREFIX/include"
  compile utf8proc "-DUTF8PROC_STATIC" utf8proc.c
}

make_zlib() {
  unpack zlib
  cp zlib.h zconf.h "$PREFIX/include"
  compile z "-DHAVE_UNISTD_H" adler32.c crc32.c deflate.c infback.c inffast.c inflate.c inftrees.c trees.c zutil.c \
    compress.c uncompr.c gzclose.c gzlib.c gzread.c gzwrite.c
}

# -------------------------------------------------------------------------------------------------------------------

library() { # library NAME: where it is kept, for this target
  recipe=$(sed -n "/^make_$1()/,/^}/p; /^OPTIMIZE=/p; /^configured()/,/^}/p" "$TOOL/deps.sh")
  case $1 in cjson | lfs) recipe="$recipe $(sed -n '/^make_lua()/,/^}/p' "$TOOL/deps.sh")" ;; esac
  case $1-$TARGET in lua-windows-* | lfs-windows-*) recipe="$recipe $(cat "$ROOT/core/os/shim_win.h")" ;; esac
  source=$(cat "$TOOL/sources.sha256")
  [ "$1" != sqlite ] || source=$(sed -n '/^    "node_modules\/better-sqlite3-multiple-ciphers"/,/integrity/p' "$TOOL/package-lock.json")
  echo "$CACHE/$1-$TARGET-$(printf '%s' "$recipe$source$($CC -v 2>&1)$CC" | hash_of)"
}

make_library() ( # in a subshell: a directory, a prefix and the variables of its own
  kept=$(library "$1")
  [ ! -d "$kept" ] || exit 0
  say "building $1 for $TARGET"
  PREFIX=$kept.part
  rm -rf "$PREFIX"
  mkdir -p "$PREFIX/include" "$PREFIX/lib" "$PREFIX/work"
  cd "$PREFIX/work" || exit 1
  # In the background, because the shell's -e is off on the left of ||.
  "make_$1" >"$PREFIX/log" 2>&1 &
  wait $! || { tail -n 30 "$PREFIX/log" >&2; die "$1 does not build"; }
  cd /
  rm -rf "$PREFIX/work"
  mv "$PREFIX" "$kept"
)

# All libraries of the target. SQLite is one file and one core, so it goes beside the rest.
make_libraries() {
  for name in $LIBRARIES; do [ -d "$(library "$name")" ] || cold=yes; done
  [ -n "${cold:-}" ] || return 0
  (
    flock 9
    need xz:xz-utils bzip2:bzip2 patch:patch autoreconf:autoconf automake:automake libtoolize:libtool
    fetch_debian
    npm_tree "$TOOL" >/dev/null
    make_library sqlite &
    for name in $LIBRARIES; do [ "$name" = sqlite ] || make_library "$name"; done
    wait $!
  ) 9>"$CACHE/lock"
}
