#!/usr/bin/env python3
"""Cut the fonts of package still out of Noto Sans Hans.

    subset.py SOURCE_DIR DATA_DIR OUT_DIR

SOURCE_DIR holds NotoSansHans-Regular.otf and -Bold.otf (npm @embedpdf/fonts-sc
1.0.0), DATA_DIR is the repository root: every character of its place names, of
the reference dataset and of the messages is kept. Needs Debian's
python3-fonttools and unicode-data (Unihan's kTGH is the Table of General
Standard Chinese Characters, 通用规范汉字表). The same input gives the same bytes.
"""
import bz2
import io
import pathlib
import re
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# Reserved font names must not be used by a modified version (OFL 1.1, 3).
FAMILY = "Duibiao Sans"
UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
SIGNS = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
    "‰℃℉≥≤≠≈∞→←↑↓↔○〇〔〕《》〈〉【】—–…·•％＋－−×÷√★☆●■□▢△▲▽▼◆◇、。「」『』"
    "“”‘’¥￥€£°±²³½¼¾№℡㎡㎏㎜㎝㎞㎎㏄ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ✓§†‡〃々〆\u3000\u00a0\u2002\u2003\u2009"
)


def gb2312():
    for hi in range(0xA1, 0xF8):
        for lo in range(0xA1, 0xFF):
            try:
                yield bytes([hi, lo]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def general_standard():
    for line in bz2.open(UNIHAN, "rt", encoding="utf-8"):
        found = re.match(r"U\+([0-9A-F]+)\tkTGH\t", line)
        if found:
            yield chr(int(found[1], 16))


def used(root):
    for pattern in ("corpus/*.tsv", "corpus/reference/data/*.tsv", "cmd/internal/msg/*.yaml", "charts/**/*.go", "compare/**/*.go"):
        for path in sorted(root.glob(pattern)):
            yield from path.read_text(encoding="utf-8")


def base(root):
    text = set(gb2312()) | set(SIGNS) | set(used(root))
    text |= {chr(c) for c in range(0x20, 0x7F)} | {chr(c) for c in range(0xA0, 0x100)}
    text |= {chr(c) for c in range(0xFF01, 0xFF5F)}
    return text


def cut(source, chars, style, out):
    o = subset.Options()
    o.layout_features, o.hinting, o.notdef_outline = [], False, True
    o.drop_tables += ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "DSIG"]
    o.name_IDs, o.recalc_timestamp, o.desubroutinize = ["*"], False, False
    font = subset.load_font(str(source), o)
    s = subset.Subsetter(o)
    s.populate(unicodes=[ord(c) for c in chars])
    s.subset(font)
    rename(font, style)
    buf = io.BytesIO()
    font.save(buf, reorderTables=None)
    out.write_bytes(buf.getvalue())
    print(out.name, len(buf.getvalue()), "bytes", len(font.getBestCmap()), "characters")


def rename(font, style):
    ps = FAMILY.replace(" ", "") + "-" + style
    names = {1: FAMILY, 2: style, 3: ps, 4: f"{FAMILY} {style}", 6: ps}
    table = font["name"]
    rights = {i: table.getDebugName(i) for i in (0, 5)}
    table.names = []
    for i, text in {**rights, **names, 13: "SIL Open Font License 1.1", 14: "http://scripts.sil.org/OFL"}.items():
        table.setName(text, i, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [ps]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = f"{FAMILY} {style}", FAMILY


def main():
    source, root, out = map(pathlib.Path, sys.argv[1:])
    few = base(root)
    cut(source / "NotoSansHans-Regular.otf", few | set(general_standard()), "Regular", out / "regular.otf")
    cut(source / "NotoSansHans-Bold.otf", few, "Bold", out / "bold.otf")


main()
