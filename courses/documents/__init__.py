"""Documents as text, read into frozen dataclasses and rendered to HTML.  Pure: no Django."""
