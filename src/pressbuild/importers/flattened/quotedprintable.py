"""Quoted-printable, in which e-mails are sent (RFC 2045, 6.7): a file's bytes in, those that were meant out. Pure.

It is certain where a head says so, or where each equals sign of a file without a byte above 7F begins a byte or ends a
line, and several of these bytes are no signs of ASCII.
"""

import re

SAID = re.compile(rb"^content-transfer-encoding:[ \t]*quoted-printable[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
BYTE = re.compile(rb"=([0-9A-F]{2})")
SOFT = re.compile(rb"(?<!=)=[ \t]*\r?\n")
OTHER = re.compile(rb"=(?![0-9A-F]{2}|[ \t]*\r?\n)")
HIGH = re.compile(rb"=[89A-F][0-9A-F]")
FEWEST = 3
HEAD = 20_000  # bytes, in which a message says how it is sent


def printable(data: bytes) -> bytes | None:
    """The bytes that a file in quoted-printable stands for; None where it is in no such form."""
    said = SAID.search(data, 0, HEAD)
    if said is None and (not data.isascii() or OTHER.search(data) or len(HIGH.findall(data)) < FEWEST):
        return None
    if not HIGH.search(data) and not SOFT.search(data):
        return None
    start = said.end() if said else 0
    return data[:start] + BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), SOFT.sub(b"", data[start:]))
