# Read by the checks of tests/lint: `expect NAME` passes when its standard input is empty and shows it otherwise.
# The checks run in the root of the tree.
cd "$ROOT" || exit 1

# Often the end of a pipe, so in a process of its own: it cannot count.
expect() {
  found=$(head -n 40)
  if [ -z "$found" ]; then
    echo "ok - $1"
  else
    echo "not ok - $1"
    : >"$TEST_TMP/failed"
    printf '%s\n' "$found" | sed 's/^/  /'
  fi
}

files() { # files FOLDER... -- NAME-PATTERN...: the files of those folders, sorted
  folders=
  while [ "$1" != -- ]; do
    [ ! -e "$1" ] || folders="$folders $1"
    shift
  done
  shift
  names="-name $1"
  shift
  for name; do names="$names -o -name $name"; done
  set -f
  # shellcheck disable=SC2086
  [ -z "$folders" ] || find $folders -type f \( $names \) | sort
  set +f
}

done_testing() {
  [ ! -e "$TEST_TMP/failed" ]
}
