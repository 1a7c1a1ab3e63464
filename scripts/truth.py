#!/usr/bin/env python3
"""truth.py TRUTH.csv OUT: compares what was read (OUT/csv/observations.csv) with the truth file of a generated corpus.

Every row of the truth must be there once with the same number for target and actual, and nothing else. A number that the
truth has and the reading leaves unread is `unread`, never right.
"""
import collections, csv, sys
from decimal import Decimal

def number(text):
    return None if text == '' else Decimal(text)

truth = collections.Counter()
expected = {}
for row in csv.DictReader(open(sys.argv[1], encoding='utf-8')):
    key = (row['file'], row['施策NO'], row['指標名'], str(2018 + int(row['年度'][1:])))
    truth[key] += 1
    expected[key] = (number(row['目標']), number(row['実績']))
seen = collections.Counter()
found = collections.Counter()
examples = collections.defaultdict(list)

def count(what, *about):
    found[what] += 1
    if len(examples[what]) < 5:
        examples[what].append(about)

for row in csv.DictReader(open(sys.argv[2] + '/csv/observations.csv', encoding='utf-8-sig')):
    key = (row['file'], row['measure_code'], row['indicator_name'], row['period'])
    seen[key] += 1
    if key not in expected:
        count('extra', key)
        continue
    for side, want in zip(('target', 'actual'), expected[key]):
        have = number(row[side + '_value'])
        if have == want:
            count('right')
        elif have is None:
            count('unread', key, side, row[side + '_text'], row[side + '_status'], want)
        else:
            count('wrong', key, side, row[side + '_text'], have, want)
for key in truth:
    if key not in seen:
        count('missing', key)
for key, times in seen.items():
    if times != truth.get(key, times):
        count('twice', key, times)
print(f'{len(truth)} rows in the truth file;', dict(found))
for what, rows in examples.items():
    for row in rows if what != 'right' else []:
        print(' ', what, *row)
sys.exit(0 if set(found) <= {'right'} else 1)
