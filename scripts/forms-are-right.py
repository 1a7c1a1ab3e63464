#!/usr/bin/env python3
"""forms-are-right.py [--except ID]… < SCORES: fails if a form was not read wholly and rightly.

SCORES is what `scripts/forms.sh FORMS_DIR --json` prints. A form may be excepted by its id, or by how its id begins: then
records may be missing, but a wrong number fails all the same.
"""
import json
import sys

excepted = tuple(id for id in sys.argv[1:] if id != '--except')
forms = json.load(sys.stdin)['forms']
wrong = []
for id, score in sorted(forms.items()):
    whole = score['expected'] > 0 and score['right'] == score['expected']
    clean = all(score[kind] == 0 for kind in ('wrong', 'lost', 'missing', 'extra'))
    left_out = id.startswith(excepted) if excepted else False
    counts = ' '.join(f'{kind} {score[kind]}' for kind in ('expected', 'right', 'wrong', 'lost', 'missing', 'extra'))
    print(f"{'excepted' if left_out else 'right' if whole and clean else 'WRONG':8} {id:24} {counts}")
    if score['wrong'] or not left_out and not (whole and clean):
        wrong.append(id)
if not forms:
    sys.exit('no forms were scored')
if wrong:
    sys.exit('not read rightly: ' + ', '.join(wrong))
