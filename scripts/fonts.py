#!/usr/bin/env python3
"""Make the files of static/fonts anew from those of the package that static/fonts/VERSION.md names.

    fonts.py FOLDER        FOLDER holds the package's files, literata-latin-opsz-normal.woff2 …

Needs fonttools and brotli, which nothing else here does: they stand in no list of dependencies.
A file of variations is made smaller by what no eye sees: the axes end where our style sheets do,
features that they never ask for go, points follow their neighbours where that moves them by less
than TOLERANCE, and kerning varies in steps of KERNING_STEP. Both are units of a thousandth of the
type's size: at the largest type, 54 pixels, a twelfth and a tenth of a pixel.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools.varLib.iup import iup_delta_optimize

TO = Path(__file__).resolve().parent.parent / "static" / "fonts"
ROMAN = {"opsz": (12, 36), "wght": (400, 600)}
ITALIC = {"opsz": 18, "wght": 400}
FILES: dict[str, tuple[str, dict[str, Any]]] = {
    "literata-latin": ("literata-latin-opsz-normal", ROMAN),
    "literata-latin-ext": ("literata-latin-ext-opsz-normal", ROMAN),
    "literata-latin-italic": ("literata-latin-opsz-italic", ITALIC),
    "literata-latin-ext-italic": ("literata-latin-ext-opsz-italic", ITALIC),
}
FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "rvrn", "tnum"]
UPRIGHT_ONLY = ["vhea", "vmtx", "VVAR"]  # for lines that run downwards
TOLERANCE = 1.5
KERNING_STEP = 2
VARIES = 0x8000  # a device table that is an index into the variations


def make(source: Path, axes: dict[str, Any]) -> TTFont:
    """The font with these axes and every character that it has."""
    written = BytesIO()  # the subsetter wants a font that has been a file
    instantiateVariableFont(TTFont(source), axes).save(written)
    font = TTFont(written)
    options = Options()
    options.hinting = False
    options.drop_tables += UPRIGHT_ONLY
    options.layout_features = FEATURES
    options.name_IDs = ["*"]  # with the copyright
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)
    if "gvar" in font:
        _calm_outlines(font)
        _calm_kerning(font)
    font.flavor = "woff2"
    return font


def _calm_outlines(font: TTFont) -> None:
    gvar, glyf, metrics = font["gvar"], font["glyf"], font["hmtx"].metrics
    for name, variations in gvar.variations.items():
        points, control = glyf._getCoordinatesAndControls(name, metrics)
        kept = []
        for one in variations:
            one.calcInferredDeltas(points, control.endPts)
            one.roundDeltas()
            moves = iup_delta_optimize(one.coordinates, points, control.endPts, tolerance=TOLERANCE)
            if any(move not in (None, (0, 0)) for move in moves):
                one.coordinates = moves
                kept.append(one)
        gvar.variations[name] = kept


def _calm_kerning(font: TTFont) -> None:
    store = font["GDEF"].table.VarStore
    for data in store.VarData:
        data.Item = [[round(x / KERNING_STEP) * KERNING_STEP for x in row] for row in data.Item]
    for value in _kerning(font):
        device = getattr(value, "XAdvDevice", None)
        if device is None:
            continue
        known = device.DeltaFormat == VARIES and device.StartSize < len(store.VarData)
        if not known or not any(store.VarData[device.StartSize].Item[device.EndSize]):
            value.XAdvDevice = None
    moved = store.optimize()
    for table in ("GDEF", "GPOS"):
        font[table].table.remap_device_varidxes(moved)


def _kerning(font: TTFont) -> Iterator[Any]:
    """How far apart pairs stand: the records of every pair of glyphs and of classes of them."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            pairs = getattr(part, "ExtSubTable", part)
            if pairs.LookupType != 2:
                continue
            if pairs.Format == 1:
                yield from (one.Value1 for of in pairs.PairSet for one in of.PairValueRecord)
            else:
                yield from (one.Value1 for of in pairs.Class1Record for one in of.Class2Record)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the package's files")
    parser.add_argument("--to", type=Path, default=TO, metavar="FOLDER")
    words = parser.parse_args()
    for name, (source, axes) in FILES.items():
        file = words.to / f"{name}.woff2"
        font = make(words.folder / f"{source}.woff2", axes)
        font.save(file)
        print(f"{file.name}  {file.stat().st_size} bytes, {len(font.getBestCmap())} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
