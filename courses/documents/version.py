"""Which reader a document was read by."""

READER_VERSION = 3
"""Raise it with every change by which a text that did not change becomes other rows: another
lesson, fact, key, citation, slice, credit or count, or other HTML. The next import of each document
then reads it again, and ``reread_documents`` does so without its file."""
