"""Titles of works that were italic: text in, likely titles out; `works` has them all. Pure."""
