# The formatter and the checkers, each with the settings at the root of the tree.
. "$ROOT/tests/lint/_tap.sh"

files core tests/unit -- '*.c' '*.h' | xargs -r clang-format --dry-run -Werror 2>&1 | grep 'error:' | expect "C is formatted (clang-format)"

if [ -n "$(files scripts policies tests -- '*.lua')" ]; then
  # shellcheck disable=SC2046
  luacheck --no-color --formatter plain $(files scripts policies tests -- '*.lua') 2>&1 | grep -E '^[^ ]+:[0-9]+' | expect "Lua is clean (luacheck)"
fi

# --force is off: one configuration, this one. The style group is for reading, not for a check.
cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --suppress=missingIncludeSystem \
  -j "${JOBS:-2}" -Icore -D__linux__ --template='{file}:{line}: {severity}: {message} [{id}]' \
  core 2>&1 | expect "C has no defects that can be seen (cppcheck)"

# shellcheck disable=SC2046
shellcheck -S warning -s sh -x build.sh $(files .ci core tests -- '*.sh' run) 2>&1 | expect "shell scripts are clean (shellcheck)"
done_testing
