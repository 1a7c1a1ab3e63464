#!/usr/bin/env python3
"""Tells how two Excel packages differ: python3 scripts/package-diff.py BEFORE AFTER

Parts that are the same byte for byte are counted; of others it tells the cells of sheets that differ, and, line by
line, what else does. Only the standard library is needed.
"""
import difflib
import re
import sys
import zipfile
from xml.etree import ElementTree

CELL = re.compile(r"<(?:\w+:)?c [^>]*?(?:/>|>.*?</(?:\w+:)?c>)", re.S)


def cells(xml: str) -> dict[str, str]:
    found = {}
    for match in CELL.finditer(xml):
        address = re.search(r'\br="([A-Z]+[0-9]+)"', match[0])
        if address:
            found[address[1]] = match[0]
    return found


def around(xml: str) -> list[str]:
    """What stands around the rows, one tag a line."""
    rest = re.sub(r"<((?:\w+:)?sheetData)>.*?</\1>", r"<\1/>", xml, flags=re.S)
    return re.sub(r">\s*<", ">\n<", rest).splitlines()


def main(before: str, after: str) -> None:
    with zipfile.ZipFile(before) as one, zipfile.ZipFile(after) as other:
        names = list(dict.fromkeys(one.namelist() + other.namelist()))
        same = 0
        for name in names:
            if name not in one.namelist() or name not in other.namelist():
                print(f"{name}: only in {before if name in one.namelist() else after}")
                continue
            left, right = one.read(name), other.read(name)
            if left == right:
                same += 1
                continue
            print(f"{name}:")
            if not name.endswith((".xml", ".rels", ".vml")):
                print("  bytes differ")
                continue
            ElementTree.fromstring(right)
            left, right = left.decode("utf-8-sig"), right.decode("utf-8-sig")
            old, new = cells(left), cells(right)
            changed = [at for at in new if at in old and old[at] != new[at]]
            print(f"  cells: {len(changed)} changed, {len(new.keys() - old.keys())} new, {len(old.keys() - new.keys())} gone")
            for at in changed[:20]:
                print(f"    {at}: {old[at]}\n      -> {new[at]}")
            for line in difflib.unified_diff(around(left), around(right), lineterm="", n=0):
                if not line.startswith(("---", "+++", "@@")):
                    print(f"  {line}")
        print(f"{same} of {len(names)} parts are the same byte for byte")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
