"""Tests of the command line: what a person types, what is printed, and the exit status."""
