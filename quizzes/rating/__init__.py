"""Blind sheets for people who judge questions, and what their judgements come to. No database."""
