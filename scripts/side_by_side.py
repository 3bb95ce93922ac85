#!/usr/bin/env python3
"""Run two commands at once, one for each core: side_by_side.py FIRST… -- SECOND…

The first writes as it goes; what the second wrote follows when both are done, so that neither's
lines stand among the other's. Ends with 1 if either failed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile


def main(words: list[str]) -> int:
    if "--" not in words or words[0] == "--" or words[-1] == "--":
        print(__doc__, file=sys.stderr)
        return 2
    between = words.index("--")
    with tempfile.TemporaryFile("w+") as told:
        second = subprocess.Popen(words[between + 1 :], stdout=told, stderr=subprocess.STDOUT)
        try:
            first = subprocess.run(words[:between], check=False).returncode
            later = second.wait()
        finally:
            second.terminate()
        told.seek(0)
        print(told.read(), flush=True)
    return 1 if first or later else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
