"""Tests of reading: a manuscript's text in, the tree with its places out."""
