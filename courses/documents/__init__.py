"""Documents as text, read into frozen dataclasses and rendered to safe HTML.  Pure: no Django here."""
