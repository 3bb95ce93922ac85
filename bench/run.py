"""``python -m bench.run MODULE WORDS…``: a part of the bench, with Django set up."""

from __future__ import annotations

import importlib
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    importlib.import_module(f"bench.{sys.argv[1]}").main(sys.argv[2:])
