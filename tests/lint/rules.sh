# House rules that no formatter knows.
. "$ROOT/tests/lint/_tap.sh"

find . -mindepth 1 -maxdepth 1 ! -name '.*' ! -name build | sed 's|^\./||' |
  grep -vxE 'core|scripts|policies|assets|tests|build\.sh|README\.md|LICENSE|CHANGELOG\.md' | expect "nothing else at the top of the tree"

C_FILES=$(files core tests/unit -- '*.c' '*.h')
LUA_FILES=$(files scripts policies tests -- '*.lua')
ALL=$(files core scripts policies assets tests .ci -- '*')
ALL="$ALL $(find . -maxdepth 1 -type f | sed 's|^\./||')"

# shellcheck disable=SC2086,SC2046
{
  grep -nHE '\b(v?sprintf|strcpy|strcat|gets|system|alloca|popen|strtok|tmpnam)[[:space:]]*\(' $C_FILES | expect "no unsafe calls in C"
  grep -nHE '^[[:space:]]*//|[;{})][[:space:]]*//' $C_FILES | expect "comments in C are /* */"
  grep -nHE '^.{101,}' $C_FILES | expect "C lines are up to 100 characters"
  for f in $(files core tests/unit -- '*.h'); do head -c 3 "$f" | grep -q '^/\* ' || echo "$f"; done | expect "every header begins with its comment"
  [ -z "$LUA_FILES" ] || grep -nHE 'lock_dir|os\.execute|io\.popen|loadstring' $(echo "$LUA_FILES" | grep '^scripts/') /dev/null |
    expect "no forbidden calls in scripts"
  for f in $C_FILES $LUA_FILES $(files core tests -- '*.sh') build.sh; do
    [ "$(wc -l <"$f")" -lt 900 ] || echo "$f: $(wc -l <"$f") lines"
  done | expect "files are under 900 lines"

  TEXTS=$(echo $ALL | tr ' ' '\n' | grep -vE '\.(woff2|png|ico|db|bin)$|package-lock\.json$')
  grep -nIE '\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b' $TEXTS | expect "no marks of unfinished work"
  grep -nIP '\r$' $TEXTS | expect "lines end in LF"
  grep -nIE '[[:blank:]]+$' $TEXTS | expect "no blanks at the ends of lines"
  grep -nIP '\t' $(echo "$TEXTS" | grep -vE '\.(mk|csv|tsv)$') | expect "no tabs"
  grep -nIE 'registr[y]\.npm|npmj[s]\.|deb\.debia[n]|/wor[k]/(main|shared)|/tmp/[w]/|[/]root/' $ALL | expect "no host of a registry, no path of a machine"
}

# What is in the tree is in the program, and nothing else is.
find scripts policies assets -type f ! -name '.*' ! -name '*~' 2>/dev/null | sort >"$TEST_TMP/tree"
sed -n 's/^  {"\([^"]*\)".*/\1/p' build/embed.c | grep -vE '^assets/(web/fonts|licenses)/' | sort >"$TEST_TMP/embedded"
grep -vE '^assets/(web/fonts|licenses)/' "$TEST_TMP/tree" | diff - "$TEST_TMP/embedded" | expect "the program embeds the scripts, policies and assets of the tree"
done_testing
