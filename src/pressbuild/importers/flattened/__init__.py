"""Flattened text, copied from a page or a PDF: its text in, a manuscript out; `plain` is the importer. Pure."""
