#!/usr/bin/env bash
# bench-read.sh CORPUS [PAIRS]: measures reading against calamine, in turns, medians (least–most):
# all .xlsx of the folder CORPUS on one thread and on two, and one list of 100,000 rows and 20 columns, which it makes.
# Wanted: at least as fast on the corpus; on the list at most twice the time of calamine's stream of cells, which keeps
# nothing, and at most twice the memory of its range.
set -euo pipefail
corpus=$(realpath "${1:?bench-read.sh CORPUS [PAIRS]}")
pairs=${2:-9}
cd "$(dirname "$0")/.."
cargo build --release --locked --example read-bench
bench=${CARGO_TARGET_DIR:-target}/release/examples/read-bench
for threads in 1 2; do
    "$bench" corpus "$corpus" $threads "$pairs"
done
list=$(mktemp --suffix .xlsx)
trap 'rm -f "$list"' EXIT
"$bench" make "$list"
echo "one list, $(($(stat -c %s "$list") >> 20)) MB"
"$bench" list "$list" "$pairs"
