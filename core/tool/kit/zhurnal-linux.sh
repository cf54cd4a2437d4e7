#!/bin/sh
# Открывает журнал из этой папки в Linux. Запуск: sh zhurnal-linux.sh
# Флешку часто подключают так, что программы с неё не запускаются: тогда программа на время работы
# копируется в память или во временную папку, а данные остаются на флешке. После работы копия удаляется.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
case $(uname -m) in
  x86_64 | amd64) exe=zhurnal-linux-x86_64 ;;
  aarch64 | arm64) exe=zhurnal-linux-aarch64 ;;
  *)
    echo "Для этого компьютера ($(uname -m)) программы на флешке нет." >&2
    exit 1
    ;;
esac
if [ -x "$here/$exe" ] && "$here/$exe" help >/dev/null 2>&1; then
  exec "$here/$exe" -C "$here" "$@"
fi

copy=
trap 'rm -rf "$copy"' EXIT
trap 'exit 1' HUP INT TERM
for place in "${XDG_RUNTIME_DIR:-}" /dev/shm "${TMPDIR:-/tmp}" /var/tmp "${HOME:-}"; do
  [ -d "$place" ] && copy=$(mktemp -d "$place/zhurnal.XXXXXX" 2>/dev/null) || continue
  if cp "$here/$exe" "$copy/zhurnal" && chmod 700 "$copy/zhurnal" && "$copy/zhurnal" help >/dev/null 2>&1; then
    "$copy/zhurnal" -C "$here" "$@"
    exit $?
  fi
  rm -rf "$copy"
  copy=
done
echo "Программа не запускается: система запрещает запуск из временных папок. Обратитесь к администратору." >&2
exit 1
