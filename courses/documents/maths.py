"""``$…$`` and ``$$…$$``: what of it is mathematics, as MathML and as plain words.

Prices are written with the same sign.  A single ``$`` opens a formula only where none of this
holds: a letter or figure before it, a space behind it, a space before the closing ``$``, a letter
or figure behind that, or nothing between them that words and sums of money would not have too.
"""

import html
import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 2000
"""Characters of a formula between ``$$``; this bound keeps the search linear."""
LONGEST_INLINE = 300
_DEEPEST = 60
"""Braces and commands that may be open at once: the converter calls itself for each."""
_SIGN = re.compile(r"[\\^_=<>{}|+*/]")
_WORD = re.compile(r"[A-Za-z]{3,}")
_FUNCTION = re.compile(r"(?:sin|cos|tan|log|exp|max|min|lim|mod|det|gcd|arg|var|cov)", re.I)
# No formula holds these: the two dollars stand in different sentences.
_FOREIGN = re.compile(r"\n\s*\n|\[\[|<a\b|\[\d{1,3}:\d\d")
_STRONG = re.compile(r"\\[A-Za-z]|[\^=]|_\{?\w")
_GROUPED = re.compile(r"\\(?:text|mathrm|textbf|operatorname|mbox)\s?\{([^{}]{0,300})\}")
_FRACTION = re.compile(r"\\[dt]?frac\s?\{([^{}]{0,300})\}\s?\{([^{}]{0,300})\}")
_COMMAND = re.compile(r"\\([A-Za-z]{1,30})")
_SYMBOLS = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "infty": "∞", "to": "→", "rightarrow": "→",
    "sum": "Σ", "prod": "Π", "int": "∫", "sqrt": "√", "partial": "∂", "in": "∈", "alpha": "α",
    "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "theta": "θ",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "Sigma": "Σ", "tau": "τ",
    "phi": "φ", "omega": "ω", "Omega": "Ω", "hbar": "ħ", "nabla": "∇", "circ": "°",
    "left": "", "right": "", "quad": " ", "qquad": " ", "displaystyle": "",
}  # fmt: skip


@dataclass(frozen=True)
class Maths:
    """A formula as it stands in text[start:end]; ``tex`` is what is between the dollars."""

    start: int
    end: int
    tex: str
    display: bool


def match_maths(text: str, pos: int, limit: int | None = None) -> Maths | None:
    """The formula that begins exactly at ``pos``, if one does."""
    stop = len(text) if limit is None else limit
    if text.startswith("$$", pos):
        close = text.find("$$", pos + 2, min(stop, pos + LONGEST))
        tex = text[pos + 2 : close].strip() if close > 0 else ""
        if not tex or "$" in tex or _FOREIGN.search(tex):
            return None
        return Maths(pos, close + 2, tex, True)
    if not text.startswith("$", pos) or text[max(0, pos - 1) : pos].isalnum():
        return None
    close = _closing(text, pos + 1, min(stop, pos + LONGEST_INLINE))
    tex = text[pos + 1 : close] if close > 0 else ""
    if not tex or tex[0].isspace() or tex[-1].isspace() or text[close + 1 : close + 2].isalnum():
        return None
    return Maths(pos, close + 1, tex, False) if _is_formula(tex) else None


def _closing(text: str, start: int, stop: int) -> int:
    """Where the next ``$`` without a ``\\`` before it stands, or -1."""
    close = text.find("$", start, stop)
    while close > 0 and text[close - 1] == "\\":
        close = text.find("$", close + 1, stop)
    return close


def _is_formula(tex: str) -> bool:
    """Whether the text between two dollars is a formula rather than words and money."""
    if _FOREIGN.search(tex):
        return False
    if _STRONG.search(tex):
        return True
    words = [word for word in _WORD.findall(tex) if not _FUNCTION.fullmatch(word)]
    if words:
        return False
    if tex[0].isdigit():
        # "$5/$" is money, "$2x$" a term.
        return bool(re.search(r"\d[a-z](?![a-z])", tex))
    return bool(_SIGN.search(tex)) or len(tex.strip("-()',. ")) <= 2 or "(" in tex


def to_words(tex: str) -> str:
    """A formula as one reads it in a line of text: fractions with a stroke, no commands."""
    plain = _GROUPED.sub(r"\1", tex)
    for _ in range(3):
        plain = _FRACTION.sub(r"(\1) / (\2)", plain)
    plain = _COMMAND.sub(lambda m: _SYMBOLS.get(m[1], m[1] + " "), plain)
    return " ".join(plain.translate(_BARE).split())


_BARE = str.maketrans({"{": "", "}": "", "\\": " ", "&": " ", "$": ""})


def _depth(tex: str) -> int:
    depth = deepest = 0
    for char in tex:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return deepest


_PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "mroot": 2, "munder": 2, "mover": 2, "msubsup": 3}
_PARTS["munderover"] = 3


@lru_cache(maxsize=512)
def to_mathml(tex: str, display: bool) -> str | None:
    """MathML of a formula, or None where the TeX is broken or not known."""
    if _depth(tex) > _DEEPEST or tex.count("{") != tex.count("}"):
        return None
    # Imported here: most documents have no formula, and it takes a third of a worker's start.
    from xml.etree import ElementTree

    from latex2mathml.converter import convert_to_element

    try:
        root = convert_to_element(tex, display="block" if display else "inline")
    except Exception:
        # The converter has errors of its own and lets others through, a RecursionError among
        # them: whatever it is, the formula is shown as it is written.
        return None
    for element in root.iter():
        element.text = html.unescape(element.text or "")
        if "\\" in element.text:
            return None  # a command that it does not know
        if len(element) != _PARTS.get(element.tag, len(element)):
            return None  # a fraction without its lower half
    root.set("alttext", tex)
    return ElementTree.tostring(root, encoding="unicode")
