#!/usr/bin/env python3
"""many-indicators.py INDICATORS FOLDER: evaluation workbooks of a fictional city with so many indicators over seven years.

A list per department, a hundred indicators each: targets and actuals of 令和元年度 to 令和7年度, half of them falling, with
actuals that are still missing, bounds with 以上 and 以下, decimals. The same call gives the same values.

    scripts/many-indicators.py 3000 /tmp/many
    matome consolidate /tmp/many --period 2026-03 --out /tmp/many-out
    scripts/recalculate.py /tmp/many-out/総括表.xlsx

Needs: python3 with openpyxl.
"""

import os
import random
import sys

import openpyxl

EACH, YEARS = 100, range(1, 8)
THINGS = ["相談件数", "参加者数", "満足度", "利用率", "ごみ排出量", "待機者数", "整備率", "講座の受講者数", "苦情の件数", "処理日数"]
FALLING = {"ごみ排出量", "待機者数", "苦情の件数", "処理日数"}
UNITS = {"満足度": "％", "利用率": "％", "整備率": "％", "ごみ排出量": "g", "処理日数": "日", "相談件数": "件", "苦情の件数": "件"}


def workbook(number, rows, chance):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "施策指標一覧"
    sheet.append([f"第{number + 1}課　施策指標一覧"])
    sheet.append([])
    heads = ["施策コード", "施策名", "担当課", "指標名", "単位", "望ましい方向", "基準値（平成30年度）"]
    below = [""] * len(heads)
    for year in YEARS:
        heads += [f"令和{'元' if year == 1 else year}年度", ""]
        below += ["目標値", "実績値"]
    sheet.append(heads)
    sheet.append(below)
    for column in range(1, 8):
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    for column in range(8, 8 + 2 * len(YEARS), 2):
        sheet.merge_cells(start_row=3, end_row=3, start_column=column, end_column=column + 1)
    for row in range(rows):
        thing = THINGS[row % len(THINGS)]
        falls = thing in FALLING
        base = chance.randint(200, 9000)
        unit = UNITS.get(thing, "人")
        scale = 10 if unit in ("％", "日") else 1
        base = min(base, 900) if unit == "％" else base
        values = []
        for year in YEARS:
            target = round(base * (1 + (-0.02 if falls else 0.02) * year))
            actual = round(target * chance.uniform(0.7, 1.25))
            actual = min(actual, 1000) if unit == "％" else actual
            bound = {3: "以下" if falls else "以上"}.get(row % 7, "")
            shown = target / scale if scale > 1 else target
            values += [f"{shown}{bound}" if bound else shown, actual / scale if scale > 1 else actual]
        if row % 23 == 0:
            values[-1] = "集計中"
        code = f"{number // 10 + 1}-{number % 10 + 1}-{row // 10 + 1}"
        sheet.append([code, f"施策{code}の推進", f"第{number + 1}課", f"{thing}（{code}・{row % 10 + 1}）", unit,
                      "減少" if falls else "増加", base / scale if scale > 1 else base, *values])
    return book


def main():
    many, folder = int(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    chance = random.Random(many)
    for number in range((many + EACH - 1) // EACH):
        rows = min(EACH, many - number * EACH)
        workbook(number, rows, chance).save(os.path.join(folder, f"第{number + 1:02}課_施策指標一覧.xlsx"))


if __name__ == "__main__":
    main()
