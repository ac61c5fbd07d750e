#!/usr/bin/python3
"""Makes the embedded fonts: subsets of freely licensed ones.

Run it only to change which characters are embedded; the results are committed,
and nothing else needs Python. On Debian:

    apt-get install fonttools python3-brotli fonts-noto-cjk fonts-jetbrains-mono
    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz     # unpacks ./package
    /usr/bin/python3 assets/fonts/generate.py package

latin.txt and han.txt say which characters. Layout features and hinting go: text
is set by advances alone, and at the sizes of a screen with grey edges hinting
changes little. One feature is worth keeping and is built in instead: Inter's
digits become its tabular ones, all of one width, so that numbers stand in
columns and do not jump while they count.
"""

import os
import re
import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"
SIMPLIFIED_CHINESE = 2  # the place of Noto Sans CJK SC in the collection
JETBRAINS = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-%s.ttf"


def latin():
    """The code points of latin.txt: lines such as "U+0020-007E  ASCII"."""
    found = set()
    for line in open(os.path.join(HERE, "latin.txt"), encoding="utf-8"):
        span = re.match(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?\s", line)
        if span:
            first = int(span[1], 16)
            last = int(span[2] or span[1], 16)
            found.update(range(first, last + 1))
    return found


def han():
    """The code points of han.txt: every character outside comments."""
    lines = open(os.path.join(HERE, "han.txt"), encoding="utf-8")
    return {ord(c) for line in lines if not line.startswith("#") for c in line.rstrip("\n")}


def tabular(font):
    """Lets the digits be the font's tabular digits, by its feature tnum."""
    gsub = font["GSUB"].table
    swap = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    swap.update(getattr(table, "ExtSubTable", table).mapping)
    for cmap in font["cmap"].tables:
        for digit in range(ord("0"), ord("9") + 1):
            if digit in cmap.cmap:
                cmap.cmap[digit] = swap.get(cmap.cmap[digit], cmap.cmap[digit])


def make(source, name, characters, number=-1, digits=False):
    font = TTFont(source, fontNumber=number)
    if digits:
        tabular(font)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names, licence
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "meta", "vhea", "vmtx", "VORG", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = None
    target = os.path.join(HERE, name)
    font.save(target)
    print("%8d bytes, %5d characters: %s" % (os.path.getsize(target), len(font.getBestCmap()), name))


def main(inter):
    for weight in ("Regular", "SemiBold"):
        make(f"{inter}/web/Inter-{weight}.woff2", f"Inter-{weight}.ttf", latin(), digits=True)
    for weight in ("Regular", "Bold"):
        make(JETBRAINS % weight, f"JetBrainsMono-{weight}.ttf", latin())
        make(NOTO % weight, f"NotoSansSC-{weight}.otf", han(), number=SIMPLIFIED_CHINESE)


if __name__ == "__main__":
    main(sys.argv[1])
