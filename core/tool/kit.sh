# The stick's directory: build/kit/Zhurnal and Zhurnal.zip. Read by build.sh, after the executables of all targets.
#
# The same sources and compilers give the same bytes: nothing holds a date, a path or an order of this machine.
# SOURCE_DATE_EPOCH is the time of every file in the archive.

KIT=build/kit/Zhurnal
: "${SOURCE_DATE_EPOCH:=1767225600}"

# A text for the notepads of old Windows: with its mark of UTF-8 and their ends of lines.
windows_text() {
  printf '\357\273\277'
  sed "s/@VERSION@/$(program_version)/; s/\$/\\r/" "$1"
}

# The licence of each library as its source has it; Lua's stands at the end of a header.
collect_licences() {
  rm -rf build/kit/licences
  mkdir -p build/kit/licences
  while read -r _ file; do
    name=${file%%_*} wanted='*/LICENSE*'
    case $name in
      lua5.4) wanted='*/src/lua.h' ;;
      libmicrohttpd) wanted='*/COPYING' ;;
    esac
    tar -x -O -f "$CACHE/src/$file" --no-wildcards-match-slash --wildcards "$wanted" >"build/kit/licences/$name"
  done <"$TOOL/sources.sha256"
  sed -i '1,/^\/\*\*\*\*\*/d; /\*\*\*\*\*\//,$d; s/^\* \{0,1\}//' build/kit/licences/lua5.4
  fonts=$(npm_tree "$TOOL")
  cp "$fonts/@fontsource-variable/golos-text/LICENSE" build/kit/licences/golos-text
  # The source names its owner and the licence; the licence's words are those of Lua, after the owner.
  {
    grep -m 1 -o 'Copyright: .*Ulrich Telle' "$fonts/better-sqlite3-multiple-ciphers/deps/sqlite3/sqlite3.c"
    sed 1d build/kit/licences/lua5.4
  } >build/kit/licences/sqlite3mc
}

# Which libraries of the compilers are inside: "name version" lines.
compilers_of() {
  for pair in glibc:libc6-dev libgcc:gcc-12-base mingw-w64:mingw-w64-common; do
    version=$(dpkg-query -W -f '${Version}' "${pair#*:}" 2>/dev/null) || continue
    echo "${pair%%:*} $version"
  done
}

make_sbom() {
  collect_licences
  compilers_of >build/kit/compilers
  sqlite=$(npm_tree "$TOOL")/better-sqlite3-multiple-ciphers/deps/sqlite3/sqlite3.h
  grep -E '^#define SQLITE(3MC)?_VERSION(_STRING)? +"' "$sqlite" >build/kit/sqlite
  "build/$NATIVE/zhurnal" --test core/tool/sbom.lua "$(program_version)" "$SOURCE_DATE_EPOCH" >"$KIT/sbom.cdx.json"
}

build_kit() {
  for target in $NATIVE $(echo "$TARGETS" | tr ' ' '\n' | grep -vx "$NATIVE"); do
    prepare "$target"
    build_release
  done
  make_kit
  prepare "$NATIVE"
}

make_kit() {
  need zip:zip
  umask 022
  rm -rf build/kit
  mkdir -p "$KIT/data" "$KIT/policies"
  for target in $TARGETS; do
    use_target "$target"
    cp "build/$target/zhurnal" "$KIT/$NAME"
  done
  cp core/tool/kit/zhurnal-linux.sh "$KIT/zhurnal-linux.sh"
  cp core/tool/kit/zhurnal.desktop "$KIT/Журнал.desktop"
  chmod 755 "$KIT"/zhurnal* "$KIT/Журнал.desktop"
  windows_text core/tool/kit/readme.txt >"$KIT/Прочти меня.txt"
  windows_text core/tool/kit/policies.txt >"$KIT/policies/Прочти меня.txt"
  make_sbom
  (
    cd "$KIT" || exit 1
    find . -type f | sed 's|^\./||' | sort | tr '\n' '\0' | xargs -0 sha256sum >../SHA256SUMS
    mv ../SHA256SUMS .
    find . -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
    cd ..
    find Zhurnal | sort | TZ=UTC zip -q -9 -X -UN=UTF8 Zhurnal.zip -@
  )
  rm -rf build/kit/licences build/kit/compilers build/kit/sqlite
}
