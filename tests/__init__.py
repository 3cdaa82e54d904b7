"""The tests, laid out as src/ is; cases/ and books/ hold what they read."""
