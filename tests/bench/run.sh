#!/bin/sh
# Figures of the program beside those of a peer measured in the same run.  `./build.sh bench` calls it.
#
# usage: ZHURNAL=program tests/bench/run.sh [NUMBER]...     the numbers of the table's lines, all when none is given
#
# Every figure is the median of several runs, ours and the peer's by turns, so that other work on the machine
# meets both.  Everything is written under build/bench and removed at the end.  Some five minutes, 1.5 GB of disk.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
HERE=$ROOT/tests/bench
OUT=$ROOT/build/bench
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/zhurnal
MARKS=1000000
RUNS=${RUNS:-3}
say() { echo "bench: $*" >&2; }
die() {
  say "$*"
  exit 1
}
hash_of() { sha256sum | cut -c1-16; }
. "$ROOT/core/tool/deps.sh"
need sqlite3:sqlite3 node:nodejs sha512sum:coreutils gcc:gcc

ZHURNAL_LOGIN=admin ZHURNAL_PASSWORD='пароль для замеров'
export CACHE ZHURNAL ZHURNAL_LOGIN ZHURNAL_PASSWORD
WANTED=" $* "
rm -rf "$OUT"
mkdir -p "$OUT"
SERVER=
trap '[ -z "$SERVER" ] || kill "$SERVER" 2>/dev/null; rm -rf "$OUT"' EXIT
trap 'exit 1' INT TERM
cd "$OUT"

wanted() { # wanted NUMBER...: is one of these lines asked for
  [ "$WANTED" != "  " ] || return 0
  for number; do case $WANTED in *" $number "*) return 0 ;; esac done
  return 1
}
turns() { seq 1 "$RUNS"; }
median() { sort -n "$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
calc() { awk "BEGIN { printf \"%.${2:-2f}\", $1 }"; }
lua() { # lua SCRIPT ARG...: a script of this folder run by the program
  script=$1
  shift
  "$ZHURNAL" --test "$HERE/$script" "$@"
}

# row NUMBER WHAT GOAL FIGURE PEER RATIO CONDITION: a line of the table; the condition says whether the goal is met.
row() {
  verdict=$(awk "BEGIN { print ($7) ? \"met\" : \"MISSED\" }")
  printf '%s|%s|%s|%s|%s|%s|%s\n' "$1" "$2" "$3" "$4" "$5" "$6" "$verdict" >>table
  say "$1 $2: $4, peer $5, ratio $6, goal $3: $verdict"
}

build_tools() {
  "$ROOT/build.sh" deps >deps
  includes=$(sed -n 's/^INCLUDES=//p' deps)
  archive=$(sed -n 's/^ARCHIVES=//p' deps | tr ' ' '\n' | grep sqlite3mc)
  # shellcheck disable=SC2086
  gcc -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra $includes -o peer "$HERE/_peer.c" "$archive" -lpthread -lm
  gcc -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -o client "$HERE/_client.c"
}

# --- the schools ---------------------------------------------------------------------------------------------------

school() { # school NAME MARKS [LESSONS]: NAME.before has everything but the marks, their file is NAME.csv/marks.csv
  mkdir "$1.csv"
  lua _school.lua "$1.csv" "$2" "${3:-40}" >/dev/null
  "$ZHURNAL" -C "$1.before" init --policy borisovskaya --school "Школа" --admin "$ZHURNAL_LOGIN" >log
  "$ZHURNAL" -C "$1.before" import roster "$1.csv/roster.csv" >>log
  "$ZHURNAL" -C "$1.before" import lessons "$1.csv/lessons.csv" >>log
}

import_marks() { # import_marks NAME: into a fresh copy; milliseconds and KB
  rm -rf "$1"
  cp -r "$1.before" "$1"
  ./peer run "$ZHURNAL" -C "$1" import marks "$1.csv/marks.csv" 2>>log
}

# --- what is measured ----------------------------------------------------------------------------------------------

single_marks() {
  for _ in $(turns) 1 2; do
    rm -f a.db* b.db*
    lua _marks.lua a.db 5000 >>marks.ours
    ./peer marks b.db 5000 >>marks.peer
  done
  ours=$(median marks.ours) peer=$(median marks.peer) ratio=$(calc "$ours / $peer")
  row 1 "single durable marks a second (peer: one-row inserts, raw encrypted SQLite)" "ratio >= 0.5" \
    "$(calc "$ours" 0f)/s" "$(calc "$peer" 0f)/s" "$ratio" "$ratio >= 0.5"
}

peer_import() { # the same file by the sqlite3 shell, with the keys and the index of our table of cells
  rm -f peer.db*
  cat >peer.sql <<SQL
PRAGMA journal_mode=WAL;
PRAGMA cache_size=-200000;
PRAGMA synchronous=FULL;
CREATE TABLE cell(class TEXT NOT NULL, subject TEXT NOT NULL, date TEXT NOT NULL, number TEXT NOT NULL,
  last TEXT NOT NULL, first TEXT NOT NULL, middle TEXT NOT NULL, mark TEXT, absence TEXT, comment TEXT,
  PRIMARY KEY(class, subject, date, number, last, first, middle)) STRICT, WITHOUT ROWID;
CREATE INDEX cell_person ON cell(last, first, middle);
.mode csv
.separator ;
.import --skip 1 big.csv/marks.csv cell
SQL
  ./peer run sqlite3 -init peer.sql peer.db .quit 2>>log
}

import() {
  for _ in $(turns); do
    import_marks big >>import.ours
    peer_import >>import.peer
  done
  [ "$(sqlite3 peer.db 'SELECT count(*) FROM cell')" = $MARKS ] || die "the peer did not import everything"
  ours=$(median import.ours) peer=$(median import.peer) ratio=$(calc "$ours / $peer")
  memory=$(awk '{ print $2 }' import.ours | sort -n | tail -n 1)
  row 2 "import of $MARKS marks, all included, most memory $(calc "$memory / 1024" 0f) MB (peer: sqlite3 .import)" \
    "ratio <= 2" "$(calc "$ours / 1000") s" "$(calc "$peer / 1000") s" "$ratio" "$ratio <= 2"
}

work() { # work SCHOOL PAGES MARKS ROUND CMD...: the client's figures, each to a file SCHOOL.NAME
  name=$1 pages=$2 count=$3 ROUND=$4
  export ROUND
  shift 4
  ./client school "$name.ids" "$pages" "$count" "$@" >client.out 2>>log || { tail -n 8 log >&2; die "the client failed"; }
  while read -r key value; do echo "$value" >>"$name.$key"; done <client.out
}

static_page() {
  if [ -z "$SERVER" ]; then
    head -c "$1" /dev/zero | tr '\0' x >page.html
    node "$HERE/_static.mjs" page.html >static.url &
    SERVER=$!
    while [ ! -s static.url ]; do sleep 0.05; done
  fi
  ./client get "$(cat static.url)" 300
}

served() { # lines 3, 4, 9: the real server and its real password
  before=$(lua _verify.lua big count)
  for turn in $(turns); do
    work big 50 0 0 "$ZHURNAL" -C big serve --no-browser
    work many 300 500 "$turn" "$ZHURNAL" -C big serve --no-browser
    bytes=$(median many.page_bytes)
    static_page "$bytes" >>static.peer
    ./peer fsync synced 1000 >>fsync.peer
  done
  [ $(($(lua _verify.lua big count) - before)) -eq $((RUNS * 500)) ] || die "not every mark was stored"
  ours=$(median many.page_us) peer=$(median static.peer)
  row 3 "journal page of 30 x 40 cells served (peer: node, a file of that size)" "< 2 ms and 80 kB" \
    "$(calc "$ours / 1000") ms, $(calc "$bytes / 1000" 1f) kB" "$(calc "$peer / 1000") ms" "$(calc "$ours / $peer")" \
    "$ours < 2000 && $bytes < 80000"
  ours=$(median many.mark_us) peer=$(median fsync.peer)
  row 4 "one mark saved over HTTP, durable (peer: 4 KB appended and synced)" "< 1 ms" "$(calc "$ours / 1000") ms" \
    "$(calc "$peer / 1000") ms" "$(calc "$ours / $peer")" "$ours < 1000"
  ours=$(median big.rss_kb)
  row 9 "memory after unlocking and 50 pages (after 300 and 500 marks: $(calc "$(median many.rss_end_kb) / 1024" 1f) MB)" \
    "< 30 MB" "$(calc "$ours / 1024" 1f) MB" - - "$ours < 30 * 1024"
}

starting() { # the key is given to the server, so that the password's hash, made slow on purpose, is not in the figure
  read -r key hash <<KEY
$(lua _serve.lua big key)
KEY
  export ZHURNAL_BENCH_KEY="$key"
  for _ in $(turns) 1 2 3 4; do
    work start 0 0 0 "$ZHURNAL" --test "$HERE/_serve.lua" big
    ./peer run sqlite3 peer.db 'SELECT count(*) FROM sqlite_schema' 2>>log >>schema.peer
  done
  peer=$(median schema.peer)
  for what in 'door_ms:the page that asks for the password' "open_ms:the first journal (hash: $hash ms, left out)"; do
    ours=$(median "start.${what%%:*}")
    row 5 "from start to ${what#*:} (peer: sqlite3, one count)" "< 20 ms" "$(calc "$ours" 1f) ms" \
      "$(calc "$peer" 1f) ms" "$(calc "$ours / $peer" 1f)" "$ours < 20"
  done
}

results() {
  for _ in $(turns); do lua _results.lua 7 >>results.all; done
  awk '{ print $2 }' results.all >results.ours
  awk '{ print $3 }' results.all >results.peer
  ours=$(median results.ours) peer=$(median results.peer) first=$(median results.all)
  row 6 "1000 period results by the regulation (the first time: $(calc "$first" 0f) ms; peer: plain Lua)" "< 20 ms" \
    "$(calc "$ours" 1f) ms" "$(calc "$peer" 1f) ms" "$(calc "$ours / $peer" 1f)" "$ours < 20"
}

verify() {
  for _ in $(turns); do
    lua _verify.lua big >>verify.ours
    ./peer run sha512sum big/data/school.db 2>>log >>verify.peer
  done
  ours=$(median verify.ours) peer=$(median verify.peer)
  row 7 "ledger verify of $(awk 'NR == 1 { print $2 }' verify.ours) entries (peer: sha512sum of the file)" "< 3 s" \
    "$(calc "$ours / 1000") s" "$(calc "$peer / 1000") s" "$(calc "$ours / $peer" 1f)" "$ours < 3000"
}

tenfold() {
  school small $((MARKS / 10))
  import_marks small >/dev/null
  lua _ids.lua small >small.ids
  cp big.ids tenfold.ids
  for _ in $(turns); do
    work small 300 0 0 "$ZHURNAL" -C small serve --no-browser
    work tenfold 300 0 0 "$ZHURNAL" -C big serve --no-browser
  done
  ours=$(median tenfold.page_us) peer=$(median small.page_us) ratio=$(calc "$ours / $peer")
  row 8 "the same page in a school ten times as large (peer: $((MARKS / 10)) marks)" "ratio <= 1.2" \
    "$(calc "$ours / 1000") ms" "$(calc "$peer / 1000") ms" "$ratio" "$ratio <= 1.2"
}

page() { # page SCHOOL ROUNDS: the figures of _page.mjs, each to a file SCHOOL.NAME
  static_page "$(median year.page_bytes)" >>year.peer
  node "$HERE/_page.mjs" "$1" "$(sed -n 1p "$1.ids")" "$(sed -n 2p "$1.ids")" "$(cat static.url)" "$2" >page.out 2>>log ||
    { tail -n 8 log >&2; die "the page failed"; }
  while read -r key value; do echo "$value" >>"$1.$key"; done <page.out
}

year() { # lines 10 to 14: a class with 170 lessons in each of its journals, and one with 40; the last journal is empty
  need npm:npm chromium:chromium
  NODE_MODULES=$(npm_tree "$ROOT/tests/web")
  export ROOT NODE_MODULES
  for one in year:170 term:40; do
    school "${one%:*}" $((30 * 24 * ${one#*:})) "${one#*:}"
    import_marks "${one%:*}" >/dev/null
    lua _ids.lua "${one%:*}" >"${one%:*}.ids"
  done
  lua _ids.lua year class >class.ids
  for _ in $(turns); do
    CELLS=5100 work year 60 0 0 "$ZHURNAL" -C year serve --no-browser
    CELLS=600 work class 60 0 0 "$ZHURNAL" -C year serve --no-browser
    page year 7
    page term 1
  done
  peer=$(median year.peer)
  for what in 'year:the journal of a year, 30 x 170' 'class:the results of its class, 25 subjects'; do
    ours=$(median "${what%%:*}.page_us")
    row 10 "${what#*:}, served, $(calc "$(median "${what%%:*}.page_bytes") / 1000" 0f) kB (peer: node, a file of the journal's size)" \
      "< 10 ms" "$(calc "$ours / 1000") ms" "$(calc "$peer / 1000") ms" "$(calc "$ours / $peer")" "$ours < 10000"
  done
  ours=$(median year.ready_ms) peer=$(median year.peer_ms)
  row 11 "that journal in Chromium until it takes keys (peer: a page of as many bytes, loaded)" "< 200 ms" \
    "$(calc "$ours" 0f) ms" "$(calc "$peer" 0f) ms" "$(calc "$ours / $peer" 1f)" "$ours < 200"
  ours=$(median year.first_bytes)
  row 12 "all sent from the door to that journal, nothing kept before: pages, styles, scripts, fonts" "< 400 kB" \
    "$(calc "$ours / 1000" 0f) kB" - - "$ours < 400000"
  for what in term:40 year:170; do
    ours=$(median "${what%:*}.saved_ms") most=$(median "${what%:*}.saved95_ms") peer=$(median "${what%:*}.peer_saved_ms")
    row 13 "from Enter to «saved» in Chromium, ${what#*:} lessons, 95 %: $(calc "$most" 0f) ms (peer: 4 KB posted and synced)" \
      "< 15, 95 % < 40" "$(calc "$ours" 1f) ms" "$(calc "$peer" 1f) ms" "$(calc "$ours / $peer" 1f)" "$ours < 15 && $most < 40"
  done
  ours=$(median year.thirty_s) lost=$(cat year.dropped term.dropped | sort -n | tail -n 1)
  row 14 "30 marks by keyboard, 7 keys a second, $lost dropped (peer: the hand alone)" "< 60 s, 0 lost" \
    "$(calc "$ours" 1f) s" "$(calc "60 / 7" 1f) s" "$(calc "$ours / (60 / 7)")" "$ours < 60 && $lost == 0"
}

build_tools
if wanted 2 3 4 5 7 8 9; then school big $MARKS; fi
wanted 1 && single_marks
wanted 6 && results
if wanted 2; then
  import
else
  if wanted 3 4 5 7 8 9; then import_marks big >/dev/null; fi
  if wanted 5; then peer_import >/dev/null; fi
fi
wanted 7 && verify
if wanted 3 4 5 8 9; then lua _ids.lua big >big.ids && cp big.ids many.ids && cp big.ids start.ids; fi
wanted 5 && starting
wanted 8 && tenfold
if wanted 3 4 9; then served; fi
if wanted 10 11 12 13 14; then
  [ -z "$SERVER" ] || kill "$SERVER"
  SERVER=
  rm -f static.url
  year
fi

echo "machine: $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg); medians of at least $RUNS runs"
sort -n table | awk -F'|' '
  BEGIN { printf "%-2s %-17s %-18s %-10s %-6s %-7s %s\n", "", "goal", "figure", "peer", "ratio", "verdict", "what" }
  { printf "%-2s %-17s %-18s %-10s %-6s %-7s %s\n", $1, $3, $4, $5, $6, $7, $2; missed += $7 != "met" }
  END { print NR - missed " goals met, " missed + 0 " missed" }'
