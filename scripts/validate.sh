#!/usr/bin/env bash
# Asks other people's validators of an output folder: openxml-audit (if it is there) and openpyxl of the workbooks,
# Frictionless of the package of CSVs, and the program itself of the rest.
#   scripts/validate.sh DIR
# Frictionless and openpyxl are installed from PyPI into a virtual environment of their own (VENV, default target/validate).
set -euo pipefail
out=$(cd "${1:?usage: scripts/validate.sh DIR}" && pwd)
cd "$(dirname "$0")/.."
venv=${VENV:-target/validate}
if [ ! -x "$venv/bin/frictionless" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet 'frictionless==5.*' openpyxl
fi
venv=$(cd "$venv" && pwd)

echo "== frictionless"
(cd "$out/csv" && "$venv/bin/frictionless" validate datapackage.json)

echo "== openpyxl"
find "$out" -name '*.xlsx' -print0 | sort -z | "$venv/bin/python" -W error::UserWarning -c '
import sys, openpyxl
for path in sys.stdin.buffer.read().split(b"\0")[:-1]:
    book = openpyxl.load_workbook(path.decode())
    tables = sum(len(sheet.tables) for sheet in book.worksheets)
    print(path.decode(), len(book.sheetnames), "sheets", tables, "tables")
'

audit=${AUDIT:-openxml-audit}
if command -v "$audit" >/dev/null; then
    echo "== openxml-audit"
    find "$out" -name '*.xlsx' -print0 | sort -z | xargs -0 -n 1 "$audit" --format microsoft365
else
    echo "== openxml-audit is not here (AUDIT=path): not asked"
fi

echo "== matome verify"
cargo run -q -- verify "$out"
