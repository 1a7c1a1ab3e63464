#!/usr/bin/env python3
"""fuzz-seeds.py: makes fuzz/seeds/TARGET/ of the samples and the test data: small whole files, and single parts of larger
ones, cut after a row, a string or a style and closed again. At most MOST bytes of each and ENOUGH seeds of a target."""
import re, shutil, struct, zipfile, zlib
from pathlib import Path

MOST, ENOUGH = 2500, 20
ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / 'fuzz' / 'seeds'

def files():
    for folder in ('samples', 'tests/data'):
        yield from sorted(path for path in (ROOT / folder).rglob('*') if path.is_file())

def cut(text, after, tail):
    """The text up to the last `after` within the limit, then `tail`; as it is if it is short, none if nothing fits."""
    if len(text.encode()) <= MOST:
        return text
    head = text.encode()[:MOST - len(tail.encode())].decode(errors='ignore')
    at = head.rfind(after)
    return head[:at + len(after)] + tail if at > 0 else None

def sheet(text):
    merges = re.search(r'<mergeCells.*?</mergeCells>', text, re.S)
    merges = merges.group() if merges and len(merges.group()) < MOST // 3 else ''
    text = re.sub(r' (spans|ht|customHeight|x14ac:dyDescent)="[^"]*"', '', text)
    text = re.sub(r'<(cols|sheetViews|sheetPr)\b.*?</\1>', '', text, flags=re.S)
    return cut(text, '</row>', f'</sheetData>{merges}</worksheet>')

def styles(text):
    parts = [re.search(rf'<{name}\b.*?</{name}>', text, re.S) for name in ('numFmts', 'fonts', 'cellXfs')]
    parts = [part.group() if part else '' for part in parts]
    fonts = re.sub(r'<(sz|color|name|family|charset|scheme|b|i)\b[^>]*/>', '', parts[1])
    return cut(f'<styleSheet>{parts[0]}{fonts}{parts[2]}', '/>', '</cellXfs></styleSheet>')

def content(text):
    text = re.sub(r'<office:font-face-decls.*?</office:font-face-decls>', '', text, flags=re.S)
    text = re.sub(r' (xmlns:[\w.-]+|calcext:[\w-]+|fo:[\w-]+|style:[\w-]*(?:color|font|width|height)[\w-]*)="[^"]*"', '', text)
    return cut(text, '</table:table-row>', '</table:table></office:spreadsheet></office:body></office:document-content>')

def book(package):
    """The parts that lead to the sheets, and the first sheet."""
    names = [name for name in package.namelist() if 'workbook' in name and name.endswith(('.xml', '.rels'))]
    first = [name for name in package.namelist() if '/worksheets/' in name and name.endswith('.xml')][:1]
    main = [name for name in names if not name.endswith('.rels')][:1]
    if not main or not first:
        return None
    text = package.read(main[0]).decode()
    text = re.sub(r'<(bookViews|extLst|calcPr|fileVersion|mc:AlternateContent)\b.*?(</\1>|/>)', '', text, flags=re.S)
    for name in ['_rels/.rels', *[name for name in names if name.endswith('.rels')], *first]:
        if name in package.namelist():
            text += f'\n@@ {name}\n' + package.read(name).decode()
    return cut(text, '</row>', '</sheetData></worksheet>')

def tsv(data):
    for encoding in ('utf-8-sig', 'cp932'):
        try:
            return cut(data.decode(encoding).replace(',', '\t'), '\n', '')
        except UnicodeDecodeError:
            continue

def delimited(data):
    """A text file in other encodings, with other marks between its fields."""
    yield data[:MOST]
    text = data.decode('utf-8-sig' if data.startswith(b'\xef\xbb\xbf') else 'cp932', 'ignore')[:600]
    for encoding in ('utf-8', 'utf-16', 'utf-16-be', 'cp932', 'euc-jp', 'iso2022_jp'):
        yield text.encode(encoding, 'ignore')
    for mark in ';\t':
        yield text.replace(',', mark).encode()

def stream(data):
    """The workbook's stream of an OLE file, if it is not too long."""
    def words(at, count):
        return struct.unpack_from(f'<{count}I', data, at)
    def chain(sector):
        while sector < 0xfffffffa:
            yield data[512 * (sector + 1):512 * (sector + 2)]
            sector = table[sector]
    table = [word for place in words(76, 109) if place < 0xfffffffa for word in words(512 * (place + 1), 128)]
    directory = b''.join(chain(*words(48, 1)))
    for name in ('Workbook', 'Book'):
        at = directory.find((name + '\0').encode('utf-16-le'))
        if at >= 0:
            first, size = struct.unpack_from('<II', directory, at + 116)
            # Of longer ones the beginning: the globals come first.
            return b''.join(chain(first))[:min(size, MOST)].rstrip(b'\0') if size >= 4096 else None

def codes():
    found = {'General', '0', '0.00%', '@', 'm/d', 'yyyy"年"m"月"'}
    for path in files():
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    if name.endswith('styles.xml'):
                        text = package.read(name).decode('utf-8', 'ignore')
                        found.update(re.findall(r'formatCode=["\']([^"\']*)', text))
    for code in sorted(found):
        for plain, escaped in (('"', '&quot;'), ('<', '&lt;'), ('>', '&gt;'), ('&', '&amp;')):
            code = code.replace(escaped, plain)
        yield struct.pack('<d', 45383.5 if re.search('[ymdge]', code) else -1234.565) + code.encode()

def texts():
    """What stands in the cells of the samples, sixteen to a seed."""
    found = set()
    for path in files():
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                if 'xl/sharedStrings.xml' in package.namelist():
                    text = package.read('xl/sharedStrings.xml').decode('utf-8', 'ignore')
                    found.update(text for text in re.findall(r'<t[^>]*>([^<]+)</t>', text) if '\n' not in text and len(text) < 60)
    marked = sorted(text for text in found if re.search(r'[0-9０-９年度元一二三〜～約以％%（(]', text))
    # Every tenth: enough of each kind.
    marked = marked[::max(1, len(marked) // (16 * ENOUGH))]
    for at in range(0, len(marked), 16):
        yield '\n'.join(marked[at:at + 16]).encode()

def tables():
    """The sheets of the samples as text, a line for each row."""
    for path in files():
        if path.suffix != '.xlsx' or path.parts[len(ROOT.parts)] != 'samples' or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as package:
            if 'xl/sharedStrings.xml' not in package.namelist():
                continue
            shared = package.read('xl/sharedStrings.xml').decode()
            shared = [''.join(re.findall(r'<t\b[^>]*>([^<]*)</t>', re.sub(r'<rPh.*?</rPh>', '', one, flags=re.S)))
                      for one in re.findall(r'<si>(.*?)</si>', shared, re.S)]
            for name in package.namelist():
                if '/worksheets/sheet' not in name:
                    continue
                rows = []
                for row in re.findall(r'<row\b.*?</row>', package.read(name).decode(), re.S):
                    cells = {}
                    for letters, kind, value in re.findall(r'<c r="([A-Z]+)\d+"[^>]*?(t="s")?>(?:<f>[^<]*</f>)?<v>([^<]*)</v>', row):
                        col = 0
                        for letter in letters:
                            col = 26 * col + ord(letter) - 64
                        cells[col] = shared[int(value)] if kind else value
                    rows.append('\t'.join(cells.get(col, '').replace('\n', ' ') for col in range(1, max(cells, default=0) + 1)))
                yield cut('\n'.join(rows) + '\n', '\n', '')

def seeds():
    for path in files():
        size, kind = path.stat().st_size, path.suffix.lower()
        if kind in ('.csv', '.tsv'):
            yield from (('delimited', text) for text in delimited(path.read_bytes()))
        if kind in ('.csv', '.tsv'):
            yield 'table', tsv(path.read_bytes())
        if kind == '.xls' and path.read_bytes().startswith(b'\xd0\xcf'):
            if size <= 6_000:
                yield 'biff', path.read_bytes()
            yield 'biff_records', stream(path.read_bytes())
        if not zipfile.is_zipfile(path):
            continue
        if size <= MOST and kind in ('.xlsx', '.xlsm'):
            yield 'xlsx', path.read_bytes()
        try:
            with zipfile.ZipFile(path) as package:
                names = package.namelist()
                if any(name.startswith('xl/') for name in names):
                    yield 'xlsx_book', book(package)
                    for name in names:
                        if '/worksheets/sheet' in name and name.endswith('.xml'):
                            yield 'xlsx_sheet', sheet(package.read(name).decode())
                        elif name.endswith('sharedStrings.xml'):
                            yield 'xlsx_strings', cut(package.read(name).decode(), '</si>', '</sst>')
                        elif name.endswith('styles.xml'):
                            yield 'xlsx_styles', styles(package.read(name).decode())
                elif 'content.xml' in names:
                    yield 'ods_content', content(package.read('content.xml').decode())
        except (UnicodeDecodeError, zipfile.BadZipFile, zlib.error, OSError):
            continue
    for text in tables():
        yield 'table', text
    for path in sorted((ROOT / 'templates' / 'scales').glob('*.toml')):
        yield 'settings', path.read_bytes()[:MOST]
    for block in re.findall(r'```toml\n(.*?)```', (ROOT / 'docs' / 'settings.md').read_text(), re.S):
        yield 'settings', block
    for code in codes():
        yield 'number_format', code
    for text in texts():
        yield 'tokens', text

made, all_of = {}, {}
for target, seed in seeds():
    if seed:
        seed = seed.encode() if isinstance(seed, str) else seed
        all_of.setdefault(target, {})[seed] = None
for target, found in all_of.items():
    # Those of html, mhtml, secret and xml2003 are written by hand.
    shutil.rmtree(SEEDS / target, ignore_errors=True)
    (SEEDS / target).mkdir(parents=True)
    # From all over, should there be more than enough.
    enough = 120 if target == 'number_format' else ENOUGH
    for nth, seed in enumerate(list(found)[::max(1, -(-len(found) // enough))]):
        (SEEDS / target / f'{nth:02}').write_bytes(seed)
        made[target] = made.get(target, 0) + len(seed)
for target, size in sorted(made.items()):
    print(f'{target:16} {len(list((SEEDS / target).iterdir())):4} seeds {size:8} bytes')
print(f'{"":16} {"":4}       {sum(made.values()):8}')
