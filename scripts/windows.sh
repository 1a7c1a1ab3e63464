#!/usr/bin/env bash
# windows.sh: cross-compiles the program for Windows, runs it under Wine on the samples, in folders with Japanese names and a
# path longer than 260 characters, and compares every output with what the program for this machine writes, byte by byte.
# Runs on Debian, as root or with sudo for the packages it brings. `windows.sh build` only builds.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

packages=(rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64 wine64)
missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Debian's compiler with its library's sources: the usual toolchain may lack the library for Windows. Without whole-program
# optimisation, whose minutes the comparison does not need.
echo "== building"
target=x86_64-pc-windows-gnu
RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$root/target/windows \
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc \
    /usr/bin/cargo build --profile quick --locked -Zbuild-std=std,panic_unwind --target $target --bin matome
folder=$root/target/windows/$target/quick
ls -l "$folder/matome.exe"
[ "${1:-}" != build ] || exit 0
cargo build --locked --bin matome

# Debian's Wine lacks this library, which newer Rust needs; Windows has it.
if [ ! -e "$folder/bcryptprimitives.dll" ]; then
    cat >"$folder/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}
C
    x86_64-w64-mingw32-gcc -shared -o "$folder/bcryptprimitives.dll" "$folder/prng.c" -ladvapi32
fi

work=$(mktemp -d)
# Wine goes on for a moment after its program.
trap '/usr/lib/wine/wineserver64 -k 2>/dev/null || true; rm -rf "$work"' EXIT
export WINEPREFIX=$work/wine WINEDEBUG=-all LC_ALL=C.UTF-8
here() { "$root/target/debug/matome" "$@"; }
windows() { /usr/lib/wine/wine64 "$folder/matome.exe" "$@"; }

# Both run in folders of their own that look alike. The folder that a program runs in cannot have a long path on Windows.
long=行政評価の様式を各部署から集めた共有フォルダー
deep=$(printf "$long$long/%.0s" 1 2 3 4 5 6)
for side in here windows; do
    mkdir -p "$work/$side/$deep"
    cp -r samples "$work/$side/${deep}提出"
    cp -r samples "$work/$side/提出"
    mkdir "$work/$side/古い形式"
    cp tests/data/reader/*.xls tests/data/reader/*.xlsb tests/data/*.xls* "$work/$side/古い形式"
done
echo "== running on folders whose path has $(printf %s "$work/windows/$deep" | wc -m) characters"

# compare NAME OUT STATUS ARGUMENT…: both run with these arguments, must end with this status, and then hold the same files in
# OUT, or say the same if that is `-`. In arguments, `/` becomes `\` for Windows.
compare() {
    local name=$1 out=$2 expected=$3 side status began
    shift 3
    local -A took
    for side in here windows; do
        local arguments=("$@")
        [ $side = here ] || arguments=("${@//\//\\}")
        status=0
        began=${EPOCHREALTIME/./}
        (cd "$work/$side" && $side "${arguments[@]}") >"$work/$side.txt" 2>"$work/$side.err" </dev/null || status=$?
        took[$side]=$(((${EPOCHREALTIME/./} - began) / 1000))
        [ "$status" = "$expected" ] || { echo "$name, $side: status $status, not $expected"; cat "$work/$side.err"; exit 1; }
    done
    if [ "$out" = - ]; then
        diff "$work/here.txt" <(tr -d '\r' <"$work/windows.txt" | tr '\\' /) || { echo "$name: other words"; exit 1; }
    else
        [ -s "$work/windows/$out/run.json" ] || { echo "$name: nothing written"; exit 1; }
        diff -r "$work/here/$out" "$work/windows/$out" || { echo "$name: other bytes"; exit 1; }
    fi
    echo "$name: the same (${took[here]} ms here, ${took[windows]} ms under Wine)"
}

# The first run of Wine makes its configuration.
windows --version >/dev/null 2>&1
compare "a short path" 集計/2024-10 1 提出 --period 2024-10 --quiet
compare "a long path" "${deep}集計" 1 consolidate "${deep}提出" --period 2024-10 --out "${deep}集計" --quiet
compare "the same again, over the first" "${deep}集計" 1 consolidate "${deep}提出" --period 2024-10 --out "${deep}集計" --quiet
for side in here windows; do
    echo 手書き >"$work/$side/${deep}集計/メモ.txt"
    echo >>"$work/$side/${deep}集計/総括表.xlsx"
done
compare "what others put there is kept" "${deep}集計" 1 consolidate "${deep}提出" --period 2024-10 --out "${deep}集計" --quiet
[ -e "$work/windows/${deep}集計/メモ.txt" ] || { echo "メモ.txt is gone"; exit 1; }
[ -e "$work/windows/${deep}集計/控え" ] || { echo "控え is missing"; exit 1; }
compare "beside the input, file by file" "${deep}提出_集計" 1 consolidate "${deep}提出" --jobs 1 --quiet
compare "inspect" - 1 inspect 提出
# Binary workbooks go through a process of their own.
compare "binary workbooks" - 1 inspect 古い形式
compare "rules" - 0 rules
compare "a folder that is not there" - 2 consolidate 無い
left=$(find "$work/windows" -name '.*matome*' | head -1)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
