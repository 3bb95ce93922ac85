"""Covers are drawn, uploads are written anew."""
