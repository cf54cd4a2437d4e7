# An exFAT stick (through FUSE, on a loop device): a school on it by Linux and Windows in turn, a pulled plug, protection
# from writing. Where the machine has no FUSE or loop device this says so, and tests/fault has the substitutes.
. "$ROOT/tests/kit/_kit.sh"
M=$TEST_TMP/stick
mkdir "$M"
truncate -s 64M "$TEST_TMP/image"
mkfs.exfat "$TEST_TMP/image" >/dev/null 2>&1
DEVICE=$(losetup -f --show "$TEST_TMP/image" 2>/dev/null)
finish() {
  let_wine_go
  wait
  umount "$M" 2>/dev/null
  [ -z "$DEVICE" ] || losetup -d "$DEVICE"
}
trap finish EXIT
if [ -z "$DEVICE" ] || ! mount.exfat-fuse "$DEVICE" "$M" >/dev/null 2>&1; then
  echo "# no loop device or FUSE here: exFAT is not tried"
  say_ok "skipped"
  echo "1..$n"
  exit 0
fi
prepare_wine64
hold_wine windows-x86_64
S="$M/Школа № 1"
native=linux-$(uname -m)

run "$native" -C "$S" demo --pupils 30 --years 1 --seed 1
has "Linux makes a school on exFAT" "учеников всего: 30" "$out"
run windows-x86_64 -C "$(place windows-x86_64 "$S")" ledger verify
has "Windows finds it whole" "Журнал записей цел" "$out"
printf 'Класс;Фамилия;Имя\n7А;Орлова;Анна\n7А;Белов;Пётр\n' >"$S/список.csv"
run windows-x86_64 -C "$(place windows-x86_64 "$S")" import roster "$(place windows-x86_64 "$S/список.csv")"
has "and writes" "Перенесено: 2" "$out"
run "$native" -C "$S" ledger verify
has "Linux finds it whole" "Журнал записей цел" "$out"

# The program dies while the pages are open, and the stick is unmounted and mounted again.
start_server "$native" "$S"
enter direktor direktor-demo
has "the pages open from exFAT" "Всё сохранено" "$(cat "$PAGE")"
kill -9 "$SERVER"
wait_for 5 gone "$SHELL_PID"
umount "$M" && mount.exfat-fuse "$DEVICE" "$M" >/dev/null 2>&1
run "$native" -C "$S" ledger verify
has "whole after a kill" "Журнал записей цел" "$out"
start_server "$native" "$S"
has "what the dead program left does not stop the next one" "Открыть журнал" "$(cat "$PAGE")"
stop_server

# Protected from writing.
umount "$M" && mount.exfat-fuse -o ro "$DEVICE" "$M" >/dev/null 2>&1
for target in "$native" windows-x86_64; do
  start_server "$target" "$S"
  enter direktor direktor-demo
  has "$target: a protected stick opens and says so" "только чтение" "$(cat "$PAGE")"
  get /journals
  has "$target: and is read" "Всё сохранено" "$(cat "$PAGE")"
  stop_server
  has "$target: and is closed" "Можно вынимать" "$(cat "$PAGE")"
done
echo "1..$n"
