#!/usr/bin/env python3
"""Recalculates workbooks with LibreOffice and compares every formula with the result that matome wrote beside it.

    scripts/recalculate.py 総括表.xlsx [more.xlsx …]
    scripts/recalculate.py --edit ROW=VALUE 総括表.xlsx

What stands beside the formulas is taken out of a copy first, so that LibreOffice has to reckon each of them; what it
reckons is compared as the cell shows it: numbers by their number format, texts as they are. Exit status 1 if any differs.

With --edit the actual of one indicator is replaced before: ROW is its row on 指標一覧 and VALUE a number, or nothing to empty the cell. Rate, mark and class of that row and the counts of 概要 are printed before and after.

Needs: python3 with openpyxl, soffice.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from decimal import ROUND_HALF_UP, Decimal

import openpyxl

INDICATORS, OVERVIEW = "指標一覧", "概要"
FORMULA = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def without_results(source, target):
    """A copy of the workbook whose formulas have no results; how many there are."""
    many = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part.filename)
            if part.filename.startswith("xl/worksheets/"):
                data, here = FORMULA.subn(rb"\1", data)
                many += here
            new.writestr(part, data)
    return many


def recalculated(path, folder):
    """The workbook as LibreOffice saves it after reckoning all its formulas."""
    out = os.path.join(folder, "out")
    profile = "file://" + os.path.join(folder, "profile")
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx", "--outdir", out, path]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.join(out, os.path.basename(path))


def shown(value, number_format):
    """A result as its cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    decimals = re.search(r"0\.(0+)", number_format)
    step = Decimal(1).scaleb(-len(decimals.group(1)) if decimals else 0)
    if number_format == "General":
        return str(Decimal(repr(value)).normalize())
    return str(Decimal(f"{value:.14e}").quantize(step, rounding=ROUND_HALF_UP))


def near(ours, theirs):
    """Whether two numbers are the same but for the noise of floats."""
    both = all(isinstance(value, (int, float)) for value in (ours, theirs))
    return not both or abs(ours - theirs) <= 1e-9 * max(1.0, abs(ours))


def compare(path):
    """How many formulas the workbook has, and the cells whose results differ."""
    with tempfile.TemporaryDirectory() as folder:
        bare = os.path.join(folder, "bare.xlsx")
        stripped = without_results(path, bare)
        formulas = openpyxl.load_workbook(path)
        ours = openpyxl.load_workbook(path, data_only=True)
        theirs = openpyxl.load_workbook(recalculated(bare, folder), data_only=True)
        many, differ = 0, []
        for sheet in formulas.worksheets:
            if sheet.title.startswith("データ_"):
                continue
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    many += 1
                    here = ours[sheet.title][cell.coordinate].value
                    there = theirs[sheet.title][cell.coordinate].value
                    same = shown(here, cell.number_format) == shown(there, cell.number_format)
                    if not same or not near(here, there):
                        differ.append(f"{sheet.title}!{cell.coordinate} {cell.value}: {here!r} / {there!r}")
        if many != stripped:
            sys.exit(f"{path}: {many} formulas, but {stripped} results were taken out")
    return many, differ


def columns(sheet):
    """The row of the headings of 指標一覧, and the column of each heading."""
    for row in range(1, 12):
        if sheet.cell(row, 1).value == "コード":
            return row, {str(cell.value).replace("\n", ""): cell.column for cell in sheet[row]}
    sys.exit(f"{sheet.title}: no headings")


def state(book, row):
    """Rate, mark and class of a row of 指標一覧, and the counts of 概要."""
    sheet = book[INDICATORS]
    _, places = columns(sheet)
    heads = ("達成率（％）", "判定", "集計区分")
    rate, mark, klass = (next(place for name, place in places.items() if name.endswith(head)) for head in heads)
    counts = {}
    for line in book[OVERVIEW].iter_rows(max_col=2):
        if line[0].value in ("達成", "未達成", "判定なし", "計") and line[0].value not in counts:
            counts[line[0].value] = line[1].value
    return {"達成率": sheet.cell(row, rate).value, "判定": sheet.cell(row, mark).value,
            "集計区分": sheet.cell(row, klass).value, **counts}


def edit(path, row, value):
    """What the workbook says of a row before and after its actual is replaced."""
    with tempfile.TemporaryDirectory() as folder:
        book = openpyxl.load_workbook(path)
        sheet = book[INDICATORS]
        _, places = columns(sheet)
        target = next(place for name, place in places.items() if name.endswith("目標") and name != "最終目標")
        sheet.cell(row, target + 1).value = value
        changed = os.path.join(folder, "changed.xlsx")
        book.save(changed)
        before = state(openpyxl.load_workbook(path, data_only=True), row)
        after = state(openpyxl.load_workbook(recalculated(changed, folder), data_only=True), row)
    return before, after


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edit", action="append", default=[], metavar="ROW=VALUE")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    failed = False
    for path in arguments.files:
        for asked in arguments.edit:
            row, value = asked.split("=", 1)
            before, after = edit(path, int(row), float(value) if value else None)
            print(f"{path}: 行{row} 実績を{value or '空欄'}に")
            for name in before:
                mark = "" if before[name] == after[name] else "  ←"
                print(f"  {name}: {before[name]} → {after[name]}{mark}")
        if not arguments.edit:
            many, differ = compare(path)
            print(f"{path}: {many} formulas, {len(differ)} differ")
            for line in differ:
                print(f"  {line}")
            failed |= bool(differ) or many == 0
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
