"""Documents become rows: files are read on every core, matched with what is there, and written."""
