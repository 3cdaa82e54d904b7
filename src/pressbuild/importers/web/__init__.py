"""Saved pages and EPUBs: elements in, article and notes out; `webpage` and `epubbook` are the importers. Pure."""
