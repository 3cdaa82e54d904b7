"""Tests of the proof: no false alarm on any markup, and every true one."""
