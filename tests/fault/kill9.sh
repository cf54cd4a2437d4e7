#!/bin/sh
# Kill -9 while marks are being written, 200 times: no acknowledged entry may be lost,
# no commit may be there by half, and the ledger must verify each time.
set -u
here=$(dirname "$0")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

next=1 passed=0 failed=0 run=0 written=0
while [ "$run" -lt 200 ]; do
  # A fresh file for each ten kills keeps the check of the whole ledger short.
  if [ $((run % 10)) -eq 0 ]; then
    rm -f "$dir"/s.db*
    "$ZHURNAL" --test "$here/_check.lua" "$dir/s.db" new || { echo "0 passed, 1 failed"; exit 1; }
    written=$((written + next - 1)) next=1
  fi
  run=$((run + 1))
  : >"$dir/acked"
  "$ZHURNAL" --test "$here/_writer.lua" "$dir/s.db" "$next" >"$dir/acked" 2>"$dir/err" &
  pid=$!
  # 20 to 119 ms: from before the first write to some dozens of them.
  sleep "0.$(printf '%03d' $((20 + (run * 37) % 100)))"
  kill -9 "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  # The last line may be cut by the kill: only whole lines were acknowledged.
  acked=$(awk -v first="$next" 'BEGIN { last = first - 1 } { line[NR] = $0 } END { print NR ? line[NR] : last }' "$dir/acked")
  [ "$(tail -c 1 "$dir/acked" | wc -l)" -eq 1 ] || acked=$((next - 1))
  if next=$("$ZHURNAL" --test "$here/_check.lua" "$dir/s.db" "$acked"); then
    passed=$((passed + 1))
  else
    echo "not ok $run - after the kill: $next $(cat "$dir/err")"
    failed=$((failed + 1))
    next=$((acked + 1))
  fi
done
written=$((written + next - 1))
[ "$written" -gt 200 ] || { echo "not ok - too few marks were written: $written"; failed=$((failed + 1)); }
echo "# $written commits, 200 kills"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
