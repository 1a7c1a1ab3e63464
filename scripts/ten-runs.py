"""Writes memos and corrections into 総括表.xlsx with openpyxl and with LibreOffice, runs ten times into one folder, one run
with the book open, and tells what is left of them.

    python3 scripts/ten-runs.py [PROGRAM]

Needs openpyxl and soffice. Ends with 1 if anything was lost.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "target/debug/matome"
MEMO, REASON = "部署に電話で確認中\n（二行目）", "十二月分の計上もれ"


RUNS = []


def run(out):
    RUNS.append(out)
    command = [PROGRAM, "consolidate", "samples", "--period", "2024-10", "--out", str(out)]
    command += ["--register", "templates/register/みほん市_指標台帳.xlsx"]
    status = subprocess.run(command, capture_output=True, text=True)
    assert status.returncode in (0, 1), status.stderr


def through_libreoffice(book, folder):
    """As someone who opens the book in LibreOffice and saves it."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(command + ["--outdir", str(folder), str(book)], check=True, capture_output=True)
    shutil.copyfile(folder / book.name, book)


class Page:
    """A sheet by its headings."""

    def __init__(self, workbook, name, last):
        self.sheet = workbook[name]
        rows = self.sheet.iter_rows()
        self.head = next(row for row in rows if any(cell.value == last for cell in row))
        self.columns = {str(cell.value).replace("\n", ""): cell.column for cell in self.head if cell.value}

    def cell(self, word, heading):
        for row in self.sheet.iter_rows(min_row=self.head[0].row + 1):
            if any(cell.value == word for cell in row):
                return self.sheet.cell(row[0].row, self.columns[heading])
        raise KeyError(word)


def edit(book, change):
    workbook = openpyxl.load_workbook(book)
    change(workbook)
    workbook.save(book)


def observations(out):
    with open(out / "csv/observations.csv", encoding="utf-8-sig") as text:
        return list(csv.DictReader(text))


def corrected(out):
    rows = [row for row in observations(out) if row["correction_reason"]]
    names = ["indicator_name", "period", "actual_corrected_from", "actual_value", "correction_reason", "corrected_by", "corrected_on"]
    return sorted(tuple(row[name] for name in names) for row in rows)


def main():
    folder = Path(tempfile.mkdtemp(prefix="ten-runs-"))
    out = folder / "集計"
    book = out / "総括表.xlsx"
    run(out)

    # An indicator of each program, with the last of its actuals that is a number.
    indicators = ["補助団体数", "ひろば延べ利用組数", "子育てひろば開催日数"]
    with_openpyxl, with_libreoffice, beside = indicators

    def write(name, value):
        def change(workbook):
            page = Page(workbook, "指標一覧", "照合番号")
            page.cell(name, "メモ").value = f"{MEMO}：{name}"
            page.cell(name, "R5実績").value = value
        return change

    def decide(name, day):
        def change(workbook):
            page = Page(workbook, "修正表", "修正番号")
            for heading, text in [("理由", REASON), ("記入者", "田中"), ("日付", day), ("採否", "採用")]:
                page.cell(name, heading).value = text
        return change

    print("- openpyxl: memo and correction")
    edit(book, write(with_openpyxl, 41))
    run(out)
    edit(book, decide(with_openpyxl, "2024-11-05"))
    print("- LibreOffice: another memo and correction, rows sorted, a column inserted")
    edit(book, write(with_libreoffice, 14001.5))

    def moved(workbook):
        sheet = workbook["指標一覧"]
        sheet.insert_cols(2)
        head = Page(workbook, "指標一覧", "照合番号").head[0].row
        last = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
        for row, values in zip(sheet.iter_rows(min_row=head + 1), reversed(last)):
            for cell, value in zip(row, values):
                cell.value = value

    edit(book, moved)
    through_libreoffice(book, folder)
    run(out)
    edit(book, decide(with_libreoffice, "2024/11/6"))
    through_libreoffice(book, folder)
    run(out)
    print("- the book open: what is written in it then, and in the one beside it")
    lock = out / ".~lock.総括表.xlsx#"
    lock.write_text(",someone,desk,01.11.2024 09:00,file:///home/someone;")
    edit(book, write(beside, 956))
    run(out)
    lock.unlink(missing_ok=True)
    new = sorted(path.name for path in out.glob("総括表*.xlsx"))
    print("  in the folder:", "、".join(new))
    run(out)
    edit(book, decide(beside, "2024-11-07"))
    while len(RUNS) < 11:
        run(out)
    print(f"{len(RUNS) - 1} runs into the folder of the first")

    workbook = openpyxl.load_workbook(book)
    page, table = Page(workbook, "指標一覧", "照合番号"), Page(workbook, "修正表", "修正番号")
    lost = 0
    for name, value, day in [(with_openpyxl, 41, "2024-11-05"), (with_libreoffice, 14001.5, "2024/11/6"), (beside, 956, "2024-11-07")]:
        memo, shown = page.cell(name, "メモ").value, page.cell(name, "R5実績").value
        state = table.cell(name, "状態").value
        kept = memo == f"{MEMO}：{name}" and shown == value and state == "適用中"
        kept &= any(row[0] == name and row[3] == str(value) and row[4:] == (REASON, "田中", day) for row in corrected(out))
        lost += not kept
        print("survived" if kept else "LOST    ", name, repr(memo), shown, state, table.cell(name, "日付").value)
    for row in corrected(out):
        print("observations.csv", *row)
    council = Page(openpyxl.load_workbook(out / "議会報告.xlsx"), "指標一覧", "備考")
    print("議会報告", council.cell(with_openpyxl, "R5実績").value, council.cell(with_openpyxl, "備考").value)
    shutil.rmtree(folder)
    sys.exit(1 if lost else 0)


main()
