"""What the texts of all courses share: links, terms, rendering, edits, publishing."""
