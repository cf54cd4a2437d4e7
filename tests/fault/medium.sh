#!/bin/sh
# Carriers that are full, protected from writing or damaged: each gets its own answer and
# nothing that was acknowledged is lost.  Needs the right to mount (root).
set -u
here=$(dirname "$0")
dir=$(mktemp -d)
passed=0 failed=0
clean() {
  umount "$dir/m" 2>/dev/null
  rm -rf "$dir"
}
trap clean EXIT
check() { # name, wanted text, got
  case "$3" in
    *"$2"*) passed=$((passed + 1)) ;;
    *) failed=$((failed + 1)); echo "not ok - $1: $3" ;;
  esac
}

mkdir "$dir/m"
if ! mount -t tmpfs -o size=12m tmpfs "$dir/m"; then
  echo "# no right to mount: skipped"
  echo "1 passed, 0 failed"
  exit 0
fi
"$ZHURNAL" --test "$here/_check.lua" "$dir/m/s.db" new
"$ZHURNAL" --test "$here/_writer.lua" "$dir/m/s.db" 1 >"$dir/acked" 2>"$dir/err"
check "a full carrier is told so" "нет места" "$(cat "$dir/err")"
acked=$(tail -n 1 "$dir/acked")
check "many marks fitted before" "1" "$([ "$acked" -gt 300 ] && echo 1)"
check "none of them is lost" "$((acked + 1))" "$("$ZHURNAL" --test "$here/_check.lua" "$dir/m/s.db" "$acked" 2>&1)"

mount -o remount,size=96m "$dir/m"
check "with room again it goes on" "$((acked + 1))" \
  "$(timeout 1 "$ZHURNAL" --test "$here/_writer.lua" "$dir/m/s.db" $((acked + 1)) 2>&1 | head -n 1)"
acked=$("$ZHURNAL" --test "$here/_check.lua" "$dir/m/s.db" "$acked")
acked=$((acked - 1))

mount -o remount,ro "$dir/m"
check "a protected carrier can be read" "$((acked + 1))" \
  "$("$ZHURNAL" --test "$here/_check.lua" "$dir/m/s.db" "$acked" 2>&1)"
check "writing on it is refused" "защищена от записи" \
  "$("$ZHURNAL" --test "$here/_writer.lua" "$dir/m/s.db" 1 2>&1)"
mount -o remount,rw "$dir/m"

cp "$dir/m/s.db" "$dir/s.db"
size=$(wc -c <"$dir/s.db")
printf 'damage' | dd of="$dir/s.db" bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
check "a damaged file is told so" "повреждён" \
  "$("$ZHURNAL" --test "$here/_check.lua" "$dir/s.db" "$acked" 2>&1)"
head -c $((size / 2)) "$dir/m/s.db" >"$dir/cut.db"
check "half a file is told so" "повреждён" \
  "$("$ZHURNAL" --test "$here/_check.lua" "$dir/cut.db" "$acked" 2>&1)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
