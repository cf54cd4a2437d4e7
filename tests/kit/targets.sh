# Every executable of the kit: what it prints, names of files, a school, the pages, a second start, the end; then one
# school carried from system to system. Figures of each go to the log.
# Where mounts are not allowed the rest is still tested.
if [ -z "${KIT_NAMESPACE:-}" ] && unshare -m true 2>/dev/null; then
  KIT_NAMESPACE=yes
  export KIT_NAMESPACE
  exec unshare -m sh "$0"
fi
. "$ROOT/tests/kit/_kit.sh"

targets="linux-x86_64 linux-aarch64 windows-x86_64"
[ "$(uname -m)" = x86_64 ] || targets=linux-aarch64
prepare_wine64
# One at a time: this Wine keeps a server of its own.
exec 8>"$CACHE/wine32.lock"
if [ -n "${KIT_NAMESPACE:-}" ] && flock 8 && make_wine32 && { mountpoint -q "$WINE32/proc" || mount_wine32; }; then
  targets="$targets windows-i686"
else
  echo "# windows-i686 is only built, not run: no i386 Wine can be had on this machine"
fi
fake_browser
for target in $targets; do
  case $target in windows-*) hold_wine "$target" ;; esac
done

S="$TEST_TMP/Школа на флешке"

# The i686 Wine keeps its server for some seconds; the folder of the test must not be held by it.
finish() {
  let_wine_go
  [ ! -d "$WINE32/wine" ] || chroot "$WINE32" /usr/bin/env WINEPREFIX=/wine /usr/lib/wine/wineserver -k 2>/dev/null
  umount "$WINE32$TEST_TMP" "$WINE32$ROOT" "$WINE32/dev" "$WINE32/proc" 2>/dev/null
  rmdir "$WINE32$TEST_TMP" "$WINE32$ROOT" 2>/dev/null
}
trap finish EXIT

one_names() {
  rm -rf "$S/имена"
  mkdir -p "$S/имена/Папка с пробелами/вложенная" "$S/имена/ж" "$S/имена/z"
  echo 1 >"$S/имена/Ёлка.txt"
  echo 22 >"$S/имена/Папка с пробелами/ученики 7А.csv"
  long=$(printf 'Ж%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
  echo 333 >"$S/имена/$long$long$long$long$long$long.txt"
  run "$1" --test "$(place "$1" "$ROOT/tests/kit/_files.lua")" "$(place "$1" "$S/имена")"
}

one_school() {
  export ZHURNAL_LOGIN=admin ZHURNAL_PASSWORD="пароль для проверки"
  run "$1" -C "$(place "$1" "$S/$1/своя")" init --policy 000 --school "Школа «Пример»" --admin admin
  has "$1: init" "Ключ восстановления" "$out"
  run "$1" -C "$(place "$1" "$S/$1/своя")" check
  has "$1: check" "журнал записей: цел" "$out"
  unset ZHURNAL_LOGIN ZHURNAL_PASSWORD
  run "$1" -C "$(place "$1" "$S/$1/демо")" demo --pupils 30 --years 1 --seed 1
  has "$1: demo" "учеников всего: 30" "$out"
  run "$1" -C "$(place "$1" "$S/$1/демо")" ledger verify
  has "$1: verify" "Журнал записей цел" "$out"
  run "$1" help nothing
  same "$1: wrong usage has its code" 2 $ran
}

opened() { [ -s "$TEST_TMP/opened" ]; }

one_server() {
  rm -f "$TEST_TMP/opened"
  if ! start_server "$1" "$S/$1/демо"; then
    say_not "$1: serves" "$(cat "$TEST_TMP/server" "$TEST_TMP/server.err")"
    return
  fi
  has "$1: the first page" "Открыть журнал" "$(cat "$PAGE")"
  enter direktor direktor-demo
  has "$1: unlocks" "Всё сохранено" "$(cat "$PAGE")"
  get /journals
  memory=$(ps -o rss= --pid "$SERVER")
  echo "# $1: $(($(wc -c <"$KIT/$2") / 1024)) KB, first page after $STARTED ms, $((memory / 1024)) MB at rest"
  run "$1" -C "$(place "$1" "$S/$1/демо")" serve
  has "$1: a second start says so" "уже открыт" "$out"
  wait_for 10 opened
  has "$1: and the first one opens the browser" "$BASE/?k=" "$(cat "$TEST_TMP/opened" 2>/dev/null)"
  get /journals
  if stop_server; then say_ok "$1: the program ends"; else say_not "$1: the program ends"; fi
  has "$1: and has looked through the records" "все целы" "$(cat "$PAGE")"
  same "$1: nothing but the data is left" "copies keys.txt school.db " "$(ls "$S/$1/демо/data" | tr '\n' ' ')"
}

opened_twice() {
  [ "$(wc -l <"$TEST_TMP/opened")" -ge 2 ]
}

# Two double clicks on the program beside its data: no arguments, no console; only the browser shows anything.
one_double_click() {
  rm -f "$TEST_TMP/opened" "$COOKIES"
  kit=$KIT KIT="$S/$1/демо"
  cp "$kit/$2" "$KIT/"
  program "$1" >/dev/null 2>&1 </dev/null &
  SHELL_PID=$!
  wait_for 20 opened
  BASE=$(sed -n '1s|/?k=.*||p' "$TEST_TMP/opened")
  get "/$(sed -n '1s|.*/?k=|?k=|p' "$TEST_TMP/opened")"
  has "$1: a double click opens the browser at the pages" "Открыть журнал" "$(cat "$PAGE")"
  run "$1"
  wait_for 10 opened_twice
  same "$1: another one opens it there again" "$BASE $BASE" "$(sed 's|/?k=.*||' "$TEST_TMP/opened" | tr '\n' ' ' | sed 's/ $//')"
  if stop_server; then say_ok "$1: and it can be ended"; else say_not "$1: and it can be ended"; fi
  rm -f "$KIT/$2"
  KIT=$kit
}

for target in $targets; do
  case $target in
    windows-x86_64) name=zhurnal.exe ;;
    windows-i686) name=zhurnal32.exe ;;
    *) name=zhurnal-$target ;;
  esac
  one_names "$target"
  : "${first_names:=$out}"
  same "$target: the names of files are those of Linux" "$first_names" "$out"
  one_school "$target"
  one_server "$target" "$name"
  one_double_click "$target" "$name"
done
has "the names were read" "unlocked$(printf '\t')false" "$first_names"

# The same school on the systems in turn: each adds two pupils, the next one finds the records whole.
export ZHURNAL_LOGIN=admin ZHURNAL_PASSWORD="пароль для проверки"
T="$S/Переносная школа"
program linux-x86_64 -C "$T" init --policy 000 --school "Школа" --admin admin >/dev/null 2>&1
turn=0 trouble=
for target in $targets $targets; do
  turn=$((turn + 1))
  letter=$(printf 'абвгдежз' | cut -c $((turn * 2 - 1))-$((turn * 2)))
  printf 'Класс;Фамилия;Имя\n7А;Орлова%s;Анна\n7А;Белов%s;Пётр\n' "$letter" "$letter" >"$T/список $turn.csv"
  run "$target" -C "$(place "$target" "$T")" import roster "$(place "$target" "$T/список $turn.csv")"
  case $out in *"Перенесено: 2"*) ;; *) trouble="$trouble$target adds: $out. " ;; esac
  for reader in $targets; do
    run "$reader" -C "$(place "$reader" "$T")" ledger verify
    case $out in *"Журнал записей цел"*) ;; *) trouble="$trouble$reader after $target: $out. " ;; esac
  done
done
same "one school on all systems in turn stays whole" "" "$trouble"
run linux-x86_64 -C "$T" ledger log --limit 100
first_log=$out
same "and has every change" $((turn + 1)) "$(echo "$out" | grep -c 'admin')"
for target in $targets; do
  run "$target" -C "$(place "$target" "$T")" ledger log --limit 100
  same "$target reads the same record" "$first_log" "$out"
done

# The stick as the root of a drive whose letter is another one tomorrow.
case $targets in *windows-x86_64*)
  for letter in q r; do
    ln -sfn "$T" "$WINEPREFIX/dosdevices/$letter:"
    run windows-x86_64 -C "$letter:\\" check
    has "the stick as drive $letter:" "журнал записей: цел" "$out"
    rm -f "$WINEPREFIX/dosdevices/$letter:"
  done
  ;;
esac
echo "1..$n"
