#!/usr/bin/env bash
# Reads each real layout of a folder of forms and scores what was read against the expected records.
#   scripts/forms.sh FORMS_DIR [DETAILS | --json]
# FORMS_DIR holds <id>/input.* and <id>/expected.csv; score.py lies beside it. MATOME names another program to run.
set -euo pipefail
forms=$1
case ${2:-0} in
    --json) how=(--json) ;;
    *) how=(--details "${2:-0}") ;;
esac
matome=${MATOME:-target/debug/matome}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/observed"
for form in "$forms"/*/; do
    id=$(basename "$form")
    input=$(echo "$form"input.*)
    mkdir "$work/in"
    cp "$input" "$work/in/$id.${input##*.}"
    "$matome" consolidate "$work/in" --out "$work/out" --quiet || [ $? = 1 ]
    cp "$work/out/csv/observations.csv" "$work/observed/$id.csv"
    rm -r "$work/in" "$work/out"
done
python3 "$forms/../score.py" --batch "$forms" "$work/observed" "${how[@]}"
