#!/usr/bin/env bash
# fuzz.sh HOW_LONG [TARGET…]: fuzzes the readers, all of them if none is named.
#   fuzz.sh 20s        20 seconds each
#   fuzz.sh 10000000   ten million executions each, in turns of 200,000, so that all come on alike
# Needs cargo-fuzz (cargo install cargo-fuzz) and a C++ compiler. What is found on the way is kept in fuzz/corpus, crashes in
# fuzz/artifacts, and fuzz/artifacts/executions.tsv has a line for each turn. How to go on from a crash: fuzz/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || { sed -n '2,6s/^# //p' "$0"; exit 2; }
long=$1
shift
mapfile -t targets < <(if [ $# -gt 0 ]; then printf '%s\n' "$@"; else ls fuzz/fuzz_targets | sed 's/\.rs$//'; fi)

# Only our own code is watched for new ways through it: that of others is slower to watch than to run.
# The toolchain may be a stable one, without sanitizers; the code has no `unsafe` for them to look at.
export RUSTC_BOOTSTRAP=1 RUSTC_WRAPPER=$PWD/scripts/fuzz-rustc.sh
triple=$(rustc -vV | sed -n 's/^host: //p')
cargo fuzz build --sanitizer none --no-trace-compares $([ ${#targets[@]} = 1 ] && echo "${targets[0]}")

case $long in
*s) turns=1 amount=-max_total_time=${long%s} ;;
*) turns=$(((long + 199999) / 200000)) amount=-runs=$((long / turns)) ;;
esac
mkdir -p fuzz/artifacts
found=0
for ((turn = 1; turn <= turns; turn++)); do
    for target in "${targets[@]}"; do
        corpus=fuzz/corpus/$target
        mkdir -p "$corpus" "fuzz/artifacts/$target" "fuzz/seeds/$target" "fuzz/regressions/$target"
        dict=
        for words in "$target" "${target%%_*}"; do
            [ -e "fuzz/dict/$words.dict" ] && dict=-dict=fuzz/dict/$words.dict && break
        done
        # OLE files begin at some thousand bytes.
        [ "$target" = biff ] && most=8192 || most=2048
        log=fuzz/artifacts/$target.log
        status=0
        nice -n 19 "fuzz/target/$triple/release/$target" "$amount" -max_len=$most -timeout=10 -rss_limit_mb=1024 $dict \
            -print_final_stats=1 -verbosity=1 -artifact_prefix="fuzz/artifacts/$target/" \
            "$corpus" "fuzz/seeds/$target" "fuzz/regressions/$target" 2>"$log" || status=$?
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
        printf '%s\t%s\t%s\n' "$target" "${runs:-0}" "$([ $status = 0 ] && echo ok || echo CRASH)" >>fuzz/artifacts/executions.tsv
        if [ $status = 0 ]; then
            echo "$target: ${runs:-?} executions, ${speed:-?} a second"
        else
            echo "$target: CRASH after ${runs:-?} executions; see $log and fuzz/artifacts/$target"
            found=1
        fi
    done
done
exit $found
