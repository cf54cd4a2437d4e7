# What lies in the kit: names, sums, the archive, the Windows headers, the launchers, the same bytes when built elsewhere.
. "$ROOT/tests/kit/_kit.sh"

want="SHA256SUMS
data
policies
policies/Прочти меня.txt
sbom.cdx.json
zhurnal-linux-aarch64
zhurnal-linux-x86_64
zhurnal-linux.sh
zhurnal.exe
zhurnal32.exe
Журнал.desktop
Прочти меня.txt"
same "the names" "$want" "$(cd "$KIT" && find . -mindepth 1 | sed 's|^\./||' | sort)"
same "the sums" "" "$(cd "$KIT" && sha256sum --quiet -c SHA256SUMS 2>&1)"
same "every file has its sum" "$(find "$KIT" -type f ! -name SHA256SUMS | wc -l)" "$(wc -l <"$KIT/SHA256SUMS")"
for file in zhurnal-linux-x86_64 zhurnal-linux-aarch64 zhurnal.exe zhurnal32.exe; do
  size=$(wc -c <"$KIT/$file")
  if [ "$size" -lt 6000000 ]; then say_ok "$file is under 6 MB"; else say_not "$file is under 6 MB" "$size"; fi
done

mkdir "$TEST_TMP/unzipped"
unzip -q "$ROOT/build/kit/Zhurnal.zip" -d "$TEST_TMP/unzipped"
same "the archive holds the same" "" "$(diff -r "$KIT" "$TEST_TMP/unzipped/Zhurnal" 2>&1)"
if [ -x "$TEST_TMP/unzipped/Zhurnal/zhurnal-linux.sh" ]; then say_ok "and its programs may be run"; else say_not "and its programs may be run"; fi
same "its names are marked as UTF-8" "" "$(unzip -Z -v "$ROOT/build/kit/Zhurnal.zip" | grep -c '^ *character set.*OEM\|cp437' | grep -v '^0$')"

out=$("$KIT/zhurnal-linux-x86_64" --test "$ROOT/tests/kit/_sbom.lua" "$KIT/sbom.cdx.json" 2>&1)
same "the list of components is CycloneDX and names every library" "fine" "$out"

# Windows: no library that is not Windows' own since 7, no date, the text of the version, the manifest.
for file in zhurnal.exe:x86_64 zhurnal32.exe:i686; do
  head=$("${file#*:}-w64-mingw32-objdump" -p "$KIT/${file%:*}")
  dlls=$(echo "$head" | sed -n 's/.*DLL Name: //p' | tr 'A-Z' 'a-z' | sort | tr '\n' ' ')
  extra=$(echo "$dlls" | tr ' ' '\n' | grep -vxE 'kernel32.dll|advapi32.dll|shell32.dll|user32.dll|ws2_32.dll|msvcrt.dll|')
  same "${file%:*} asks only for Windows' own libraries" "" "$extra"
  has "${file%:*} is a console program of old Windows" "(Windows CUI)" "$head"
  same "${file%:*} holds no date" "" "$(echo "$head" | grep '^Time/Date' | grep -v 'Thu Jan  1 00:00:0[0-9] 1970' | grep -vE '[[:space:]]0$')"
  has "${file%:*} has its manifest" "activeCodePage" "$(strings -n 8 "$KIT/${file%:*}")"
  has "${file%:*} has its version" "FileDescription" "$(strings -n 8 -e l "$KIT/${file%:*}")"
done

# Linux: the launcher, where programs may be run and where they may not.
L=$TEST_TMP/"флешка FAT"
mkdir "$L"
if mount -t tmpfs -o noexec,size=32m tmpfs "$L" 2>/dev/null; then
  cp "$KIT"/zhurnal-linux* "$L/"
  ! "$L/zhurnal-linux-x86_64" help >/dev/null 2>&1 || say_not "programs cannot be run there"
  has "the launcher gets by without the right to run" "Команды:" "$(sh "$L/zhurnal-linux.sh" help 2>&1)"
  has "and works on the stick's own data" "$L школы нет" "$(sh "$L/zhurnal-linux.sh" check 2>&1)"
  same "and leaves nothing" "" "$(find /dev/shm "${TMPDIR:-/tmp}" -maxdepth 1 -name 'zhurnal.??????' 2>/dev/null)"
  umount "$L"
else
  echo "# no right to mount: the launcher is not tried on a noexec stick"
fi
cp "$KIT"/zhurnal-linux* "$L/"
has "the launcher where programs may be run" "Команды:" "$(sh "$L/zhurnal-linux.sh" help 2>&1)"

# A file manager takes \\ for \, puts the file's own name for %k and splits words as a shell does.
printf 'pwd\n' >"$L/zhurnal-linux.sh"
line=$(sed -n 's/^Exec=//p' "$KIT/Журнал.desktop" | sed 's/\\\\/\\/g')
same "the .desktop file finds its own folder" "$L" "$(cd / && eval "${line%\%k}"'"$L/Журнал.desktop"')"

# The same sources in another folder give the same bytes.
A="$TEST_TMP/другая папка"
mkdir "$A"
cp -r "$ROOT/core" "$ROOT/scripts" "$ROOT/policies" "$ROOT/assets" "$ROOT/build.sh" "$ROOT/CHANGELOG.md" "$A"
if (umask 077 && TZ=Asia/Tokyo "$A/build.sh" kit) >"$TEST_TMP/again" 2>&1; then
  same "built again elsewhere: the same bytes" "$(sha256sum <"$ROOT/build/kit/Zhurnal.zip")" "$(sha256sum <"$A/build/kit/Zhurnal.zip")"
  diff "$KIT/SHA256SUMS" "$A/build/kit/Zhurnal/SHA256SUMS" | sed 's/^/# /'
else
  say_not "built again elsewhere" "$(tail -n 5 "$TEST_TMP/again")"
fi
echo "1..$n"
