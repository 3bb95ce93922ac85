#!/usr/bin/env python3
"""Run a command with a Chromium to drive.

    browser.py -- COMMAND…   run COMMAND with CHROMIUM set to the browser's program
    browser.py --find        print that program, or fail
    browser.py --install     the same, after `apt-get install chromium` if it is missing and we may

Without a browser the command is skipped, loudly; with CI=true that is a failure. Playwright's own
browser, where it was installed, is preferred by the tests themselves (tests/browser/conftest.py).
Uses the standard library alone, so that it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHT_FOLDER = Path.home() / ".cache" / "ms-playwright"


def find_browser() -> str | None:
    """The program of a Chromium: $CHROMIUM, one on the PATH, or one that Playwright installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        program = shutil.which(name)
        if program:
            return program
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or PLAYWRIGHT_FOLDER)
    own = sorted(folder.glob("chromium-*/chrome-linux*/chrome"))
    return str(own[-1]) if own else None


def install_browser() -> None:
    """Ask Debian for its Chromium, when we are root and apt-get is there."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-q"], ["install", "-q", "-y", "chromium"]):
            subprocess.run(["apt-get", *words], env=environment, check=False, stdout=sys.stderr)


def main() -> int:
    """Parse the words, run the command, hand on its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--find", action="store_true", help="print where the browser is")
    parser.add_argument("--install", action="store_true", help="install it first if missing")
    parser.add_argument("command", nargs="*")
    words = parser.parse_args()
    program = find_browser()
    if program is None and words.install:
        install_browser()
        program = find_browser()
    if words.find or words.install:
        print(program or "No Chromium is installed.")
        return 0 if program else 1
    if not words.command:
        parser.error("a command is needed after --")
    if program is None:
        print("=" * 88)
        print("SKIPPED in the browser: no Chromium is on this machine. `apt-get install chromium`")
        print("=" * 88)
        return 1 if os.environ.get("CI") == "true" else 0
    # The live server's thread and Playwright's loop share this process.
    environment = {**os.environ, "CHROMIUM": program, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    print(f"Browser: {program}", flush=True)
    return subprocess.run(words.command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
