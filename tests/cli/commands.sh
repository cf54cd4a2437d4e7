# shellcheck shell=sh
# The commands as a person or a script uses them: what they print, what they refuse, their exit codes.
export LC_ALL=C.UTF-8
export ZHURNAL_PASSWORD="пароль для проверки" ZHURNAL_LOGIN=admin
n=0
S=$TEST_TMP/stick
OUT=$TEST_TMP/out

# want CODE NAME COMMAND…: runs the program; its output stays in $OUT.
want() {
  code=$1 name=$2
  shift 2
  n=$((n + 1)) got=0
  "$ZHURNAL" "$@" >"$OUT" 2>&1 </dev/null || got=$?
  if [ "$got" -eq "$code" ]; then
    echo "ok $n - $name"
  else
    echo "not ok $n - $name (exit $got, want $code)"
    sed 's/^/# /' "$OUT" | head -n 5
  fi
}

# has TEXT: the last output holds it.
has() {
  n=$((n + 1))
  if grep -qF -- "$1" "$OUT"; then
    echo "ok $n - says: $1"
  else
    echo "not ok $n - says: $1"
    sed 's/^/# /' "$OUT" | head -n 5
  fi
}

# one: the last output is one line.
one() {
  n=$((n + 1))
  if [ "$(wc -l <"$OUT")" -eq 1 ]; then echo "ok $n - in one line"; else echo "not ok $n - in one line"; fi
}

# A new school.
want 2 "init without a policy is wrong usage" -C "$S" init --school Школа --admin admin
want 1 "serve in a folder that is not there says what to do" -C "$TEST_TMP/none" serve --no-browser
has "zhurnal init"
mkdir -p "$TEST_TMP/keyless/data"
echo x >"$TEST_TMP/keyless/data/school.db"
want 4 "data without their keys are not taken for an empty stick" -C "$TEST_TMP/keyless" serve --no-browser
has "keys-ДАТА.txt"
want 1 "an unknown regulation is refused" -C "$S" init --policy zzz --school Школа --admin admin
one
ZHURNAL_PASSWORD=short want 1 "a weak password is refused" -C "$S" init --policy 000 --school Школа --admin admin
want 0 "init makes a school" -C "$S" init --policy 000 --school "Школа для проверки" --admin admin
has "Ключ восстановления"
want 1 "but not twice" -C "$S" init --policy 000 --school Школа --admin admin
one
want 1 "a folder without a school says so" -C "$TEST_TMP/none" check
has "zhurnal init"
ZHURNAL_PASSWORD="не тот пароль" want 1 "a wrong password is refused" -C "$S" ledger log
one

# Looking after it.
want 0 "a new stick is healthy" -C "$S" check
has "хорошо"
want 0 "check answers a program too" -C "$S" --json check
has '"worst":"good"'
want 0 "the ledger verifies" -C "$S" ledger verify
want 0 "rebuilds" -C "$S" ledger rebuild
want 0 "and is read" -C "$S" ledger log --limit 5
has "первый день"
for _ in 1 2 3; do
  ZHURNAL_PASSWORD="не тот пароль" want 1 "a wrong password again" -C "$S" ledger log
done
has "Следующая попытка"
want 0 "after a pause the right one still opens" -C "$S" ledger log
want 0 "a copy is made" -C "$S" ledger snapshot
mv "$S/data/school.db" "$TEST_TMP/away.db"
want 4 "a data file that is gone is told" -C "$S" check
has "ledger restore"
mv "$TEST_TMP/away.db" "$S/data/school.db"
want 0 "copies are listed" -C "$S" ledger restore
has "school-"
want 1 "a copy that is not there" -C "$S" ledger restore 01.01.2001
want 2 "an unknown action is wrong usage" -C "$S" ledger burn
want 2 "an unknown command too" -C "$S" fly

# Import.
printf 'Класс;Фамилия;Имя\n7А;Орлова;Анна\n7А;Белов;Пётр\n' >"$TEST_TMP/roster.csv"
printf 'Класс;Фамилия;Имя\n7А;Хорошая;Вера\n7А;;Пётр\n99;Х1;Y\n' >"$TEST_TMP/bad.csv"
want 0 "a dry run" -C "$S" import roster "$TEST_TMP/roster.csv" --dry-run
has "Перенеслось бы: 2"
want 0 "a class list comes in" -C "$S" import roster "$TEST_TMP/roster.csv"
has "Перенесено: 2"
want 0 "twice is once" -C "$S" import roster "$TEST_TMP/roster.csv" --json
has '"same":2'
want 1 "a bad file is refused whole" -C "$S" import roster "$TEST_TMP/bad.csv"
has "строка 3:"
has "строка 4:"
has "Не перенесено ничего"
{ echo 'Класс;Фамилия;Имя' && yes '7А;;Пётр' | head -n 60; } >"$TEST_TMP/long.csv"
want 1 "a long list of refusals is cut" -C "$S" import roster "$TEST_TMP/long.csv"
has "и ещё 40"
has "отказано строкам: 60 из 60"
want 0 "and nothing of it came in" -C "$S" import roster "$TEST_TMP/roster.csv" --json
has '"added":0'
want 4 "no such file" -C "$S" import roster "$TEST_TMP/nothing.csv"
one
want 2 "no such kind" -C "$S" import weather "$TEST_TMP/roster.csv"

# Regulations.
want 0 "the list" policy list
has "school20_nn"
want 0 "a question" policy ask 000 programmes
has '"keys":['
want 0 "with an environment" policy ask 000 issues '{}' --env '{"decisions":{}}'
want 1 "an unknown regulation" policy ask 999 programmes
want 1 "an unknown question" policy ask 000 nothing
want 1 "bad JSON" policy ask 000 retention '{'
one
want 2 "no question" policy ask 000
want 0 "a sheet" policy show 002
want 0 "a comparison" policy diff 000 002
want 0 "findings" policy lint 004
want 0 "one's own regulation" -C "$S" policy new --from 000 moya
want 0 "is right" -C "$S" policy check "$S/policies/moya.lua"
want 1 "and is not made twice" -C "$S" policy new --from 000 moya
printf 'local p = policy{ api = 1, id = "bad", title = "x" }\np.retension{ }\nreturn p\n' >"$TEST_TMP/bad.lua"
want 1 "a mistake is found" policy check "$TEST_TMP/bad.lua"
has ":2:"
one
want 2 "adoption needs its papers" -C "$S" policy adopt moya --from 01.09.2090
want 0 "and then happens" -C "$S" policy adopt moya --protocol "№ 1" --order "№ 2" --from 01.09.2090
want 1 "once" -C "$S" policy adopt moya --protocol "№ 1" --order "№ 2" --from 01.09.2090

# A batch from a file and from a pipe whose other end waits for each answer.
printf '%s\n' '{"policy":"000","hook":"programmes"}' '{"policy":"zzz","hook":"programmes"}' 'nonsense' \
  '{"policy":"002","hook":"programmes","ctx":{"basis":["stated"]}}' >"$TEST_TMP/batch"
want 0 "a batch" policy ask --batch "$TEST_TMP/batch"
n=$((n + 1))
if [ "$(wc -l <"$OUT")" -eq 4 ]; then echo "ok $n - a line for a line"; else echo "not ok $n - a line for a line"; fi
mkfifo "$TEST_TMP/in" "$TEST_TMP/back"
"$ZHURNAL" policy ask --batch - <"$TEST_TMP/in" >"$TEST_TMP/back" &
exec 3>"$TEST_TMP/in" 4<"$TEST_TMP/back"
answered=0
for ask in 1 2 3; do
  echo "{\"policy\":\"00$ask\",\"hook\":\"programmes\"}" >&3
  IFS= read -r line <&4 && case $line in *keys*) answered=$((answered + 1)) ;; esac
done
exec 3>&- 4<&-
wait
n=$((n + 1))
if [ $answered -eq 3 ]; then echo "ok $n - a pipe is answered at once"; else echo "not ok $n - a pipe is answered at once"; fi

# Users.
export ZHURNAL_NEW_PASSWORD="новый пароль здесь"
want 0 "a user is added" -C "$S" user add vera --role учитель
want 1 "once" -C "$S" user add vera --role учитель
want 2 "a user has a role" -C "$S" user add ivan
want 1 "a level must be one" -C "$S" user add ivan --role "завуч:альфа"
has "Уровня «альфа» нет"
want 2 "an unknown state is no empty list" -C "$S" retention --state nope
has "destroy_by_act"
want 0 "the list" -C "$S" user list
has "учитель"
ZHURNAL_LOGIN=vera ZHURNAL_PASSWORD="новый пароль здесь" want 1 "a teacher imports no class lists" \
  -C "$S" import roster "$TEST_TMP/roster.csv"
ZHURNAL_LOGIN=vera ZHURNAL_PASSWORD="новый пароль здесь" want 1 "nor changes the key" -C "$S" user rotate
cp "$S/data/school.db" "$TEST_TMP/before.db"
want 0 "a new key for the data" -C "$S" user rotate
has "новым ключом"
ZHURNAL_LOGIN=vera ZHURNAL_PASSWORD="новый пароль здесь" want 1 "another's password opens as before" \
  -C "$S" import roster "$TEST_TMP/roster.csv"
has "нельзя переносить"
want 0 "nothing is lost by it" -C "$S" ledger verify
cp "$S/data/school.db" "$TEST_TMP/after.db"
cp "$TEST_TMP/before.db" "$S/data/school.db"
want 3 "the old file does not open with the new key" -C "$S" ledger log
cp "$TEST_TMP/after.db" "$S/data/school.db"
want 0 "leaving" -C "$S" user remove vera
ZHURNAL_LOGIN=vera ZHURNAL_PASSWORD="новый пароль здесь" want 1 "closes the door" -C "$S" ledger log

# Retention of a school without files, and help.
want 0 "no files yet" -C "$S" retention --json
has "[]"
want 2 "a day is a day" -C "$S" retention --on вчера
for command in init import policy ledger retention check user; do
  want 0 "help for $command" help $command
  has "zhurnal"
done

# Whoever reads may stop reading: no complaint, as of any tool.
n=$((n + 1))
{ sleep 1; "$ZHURNAL" policy show 000 2>"$OUT.err"; echo "$?" >"$OUT"; } | true
if [ ! -s "$OUT.err" ] && grep -qx 141 "$OUT"; then echo "ok $n - a closed pipe ends it quietly"
else echo "not ok $n - a closed pipe ends it quietly ($(cat "$OUT.err" "$OUT"))"; fi

# A damaged file.
printf 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX' | dd of="$S/data/school.db" bs=1 seek=9000 conv=notrunc 2>/dev/null
want 3 "a damaged file is found" -C "$S" check
has "плохо"
want 3 "by verify too" -C "$S" ledger verify
want 0 "a copy brings it back" -C "$S" ledger restore "$(date +%F)"
want 0 "and it is whole" -C "$S" ledger verify
echo "1..$n"
