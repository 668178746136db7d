"""Writes boxes.ttf (needs fonttools): a font whose only glyph is an em box.

PDFium asks the system for fonts that a file does not embed, and leaves out text
whose characters have no extent. Every character has one in this font.
"""
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable



def box():
    pen = TTGlyphPen(None)
    pen.moveTo((0, -120))
    for point in [(0, 880), (1000, 880), (1000, -120)]:
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


fb = FontBuilder(1000, isTTF=True)
fb.setupGlyphOrder([".notdef", "box"])
fb.setupGlyf({".notdef": box(), "box": box()})
fb.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 0)})
fb.setupHorizontalHeader(ascent=880, descent=-120)
fb.setupNameTable({"familyName": "Boxes", "styleName": "Regular"}, mac=False)
sub = CmapSubtable.newSubtable(13)
sub.platformID, sub.platEncID, sub.language = 3, 10, 0
sub.format, sub.reserved, sub.length, sub.nGroups = 13, 0, 0, 0
sub.cmap = {c: "box" for c in range(0x20, 0x30000)}
table = newTable("cmap")
table.tableVersion, table.tables = 0, [sub]
fb.font["cmap"] = table
# Code pages of Japanese, simplified and traditional Chinese, and Korean.
fb.setupOS2(sTypoAscender=880, sTypoDescender=-120, ulCodePageRange1=1 | 1 << 17 | 1 << 18 | 1 << 19 | 1 << 20 | 1 << 21)
fb.setupPost(keepGlyphNames=False)
fb.font["head"].created = fb.font["head"].modified = 0
fb.font.recalcTimestamp = False
fb.save("usr/share/fonts/boxes.ttf")
