"""A zip file that a stranger made: bytes in, its members' bytes out, within limits; pure.

Word, LibreOffice and EPUB files are zip files of XML. Nothing is unpacked to disk. What would grow beyond what an essay
can be, what is encrypted, and XML that declares entities of its own is refused with a sentence.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pressbuild.diagnostics import Place, PressError, found

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 64_000_000
LARGEST_WHOLE = 512_000_000
LARGEST_RATIO = 200  # text packs ten to one, empty cells of a table fifty to one; a bomb a thousand to one
SMALL = 10_000_000  # what is not larger than this, unpacked, does no harm at any ratio
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


class Archive:
    """The members of a zip file by name, unpacked as they are asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises `PressError` (`not-readable`) where the file is no zip file, or one that would not fit in memory."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise self.refused(f"it is no zip file ({error})") from None
        members = self._zip.infolist()
        whole = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS:
            raise self.refused(f"it holds {len(members):,} files")
        if whole > LARGEST_WHOLE or (whole > SMALL and whole > LARGEST_RATIO * max(1, len(data))):
            raise self.refused(f"{len(data):,} bytes would unpack to {whole:,}")
        self._members = {member.filename: member for member in members}

    def __contains__(self, member: str) -> bool:
        return member in self._members

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(self._members)

    def read(self, member: str) -> bytes:
        """A member's bytes; no more of it is unpacked than its head says, which was checked."""
        info = self._members[member]
        if info.file_size > LARGEST_MEMBER:
            raise self.refused(f"“{member}” would unpack to {info.file_size:,} bytes")
        if info.flag_bits & 1:
            raise self.refused("it is encrypted", "save it without a password")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise self.refused(f"“{member}” is damaged ({error})") from None
        if len(data) > info.file_size:
            raise self.refused(f"“{member}” is longer than it says")
        return data

    def xml(self, member: str) -> "Element":
        """The root of a member that is XML. Raises `PressError`."""
        return parsed(self.read(member), f"{self.name}: {member}")

    def refused(self, why: str, hint: str = "save it anew with the program that made it") -> PressError:
        return PressError(found("not-readable", f"{self.name} cannot be read: {why}", Place(self.name, 1, 1), hint))


def parsed(data: bytes, name: str) -> "Element":
    """The root of XML without entities of its own: one could name a file, or itself a million times."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"{name} is no well-formed XML: {error.msg}"
        raise PressError(found("not-readable", message, Place(name, 1, 1))) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise PressError(found("not-readable", f"{name} declares entities of its own", Place(name, 1, 1)))
    return root


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members, the same for the same."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), data)
    return stream.getvalue()
