"""The ZIP itself: each file of it is hashed, their list is signed.

``manifest.json`` lists the files with size and SHA-256 and says what the archive is;
``signature.json`` signs its bytes. Nothing is in memory as a whole, going out or coming
in.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any, TypedDict, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile

from koprogo.archive import signing
from koprogo.archive.errors import (
    BadSignature,
    NoArchive,
    OtherFormat,
    Tampered,
    TooLarge,
)

__all__ = ["MANIFEST", "SIGNATURE", "Opened", "Package", "as_json", "open_package"]

FORMAT, VERSION = "koprogo archive", 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
PIECE = 64 * 1024
# What is read before anything is known to be signed.
LONGEST_MANIFEST = 64 * 1024 * 1024
# Rows in text become a tenth; what becomes less was made to grow.
MOST_GROWTH = 100
GROWTH_FREE = 64 * 1024 * 1024
# Nothing is ever written under these names, but people unpack them.
SAFE_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.\.?(?:/|$))[^\\\x00-\x1f:]{1,400}")
BROKEN = (BadZipFile, LargeZipFile, EOFError, zlib.error, NotImplementedError, OSError)


class Known(TypedDict):
    """What the manifest says of a file."""

    bytes: int
    sha256: str


class Hashed:
    """Writes on, and counts and hashes what goes through."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._digest = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self.bytes += len(data)
        return self._target.write(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@dataclass(frozen=True)
class Package:
    """An archive that is being written; ``files``: what is in it so far, by name."""

    zip: ZipFile
    files: dict[str, Known] = field(default_factory=dict)

    @contextmanager
    def file(self, name: str, *, packed: bool = True) -> Iterator[Hashed]:
        """Open the next file; ``packed`` False for what is compressed already."""
        if name in self.files:
            raise ValueError(f"{name} is in the archive already")
        self.zip.compression = ZIP_DEFLATED if packed else ZIP_STORED
        with self.zip.open(name, "w", force_zip64=True) as target:
            hashed = Hashed(target)
            yield hashed
        self.files[name] = {"bytes": hashed.bytes, "sha256": hashed.sha256}

    def add(self, name: str, data: bytes) -> None:
        with self.file(name) as into:
            into.write(data)

    def finish(self, about: Mapping[str, object], *, secret: str) -> None:
        """Write what the archive is ``about``, with the list of its files, and sign it."""
        manifest = as_json(
            {"format": FORMAT, "version": VERSION, **about, "files": self.files}
        )
        signed = {
            "algorithm": "Ed25519",
            "public_key": signing.public_key(secret),
            "signature": signing.sign(secret, manifest),
        }
        self.zip.writestr(MANIFEST, manifest, ZIP_DEFLATED)
        self.zip.writestr(SIGNATURE, as_json(signed), ZIP_DEFLATED)


@dataclass(frozen=True)
class Opened:
    """An archive whose files are those that were signed by ``public_key``."""

    manifest: Mapping[str, Any]
    public_key: str
    zip: ZipFile

    @property
    def files(self) -> Mapping[str, Known]:
        return cast(Mapping[str, Known], self.manifest["files"])

    def open(self, name: str) -> IO[bytes]:
        """Open one of its files.

        Raises:
            Tampered: the list does not have it.
        """
        if name not in self.files:
            raise Tampered(f"{name} is missing")
        return self.zip.open(name)


def as_json(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


@contextmanager
def open_package(source: IO[bytes]) -> Iterator[Opened]:
    """Open the archive in ``source``, once every byte of it was looked at.

    Raises:
        NoArchive, OtherFormat, BadSignature, Tampered, TooLarge: see errors.
    """
    try:
        archive = ZipFile(source)
    except BROKEN as error:
        raise NoArchive(str(error)) from error
    with archive:
        try:
            opened = _opened(archive)
        except BROKEN as error:
            raise NoArchive(str(error)) from error
        yield opened


def _opened(archive: ZipFile) -> Opened:
    raw = _small(archive, MANIFEST)
    manifest, signed = _read_json(raw), _read_json(_small(archive, SIGNATURE))
    if manifest.get("format") != FORMAT:
        raise NoArchive("the manifest is not that of an archive")
    if manifest.get("version") != VERSION:
        raise OtherFormat(f"version {manifest.get('version')}, not {VERSION}")
    key, signature = (str(signed.get(each)) for each in ("public_key", "signature"))
    if not _is_complete(manifest):
        raise NoArchive("the manifest lacks what every archive has")
    if not signing.is_signed(raw, signature=signature, key=key):
        raise BadSignature("the signature is not that of the manifest")
    opened = Opened(manifest, key, archive)
    _check_names(opened)
    for name, known in opened.files.items():
        _check_bytes(archive, name, known)
    return opened


def _small(archive: ZipFile, name: str) -> bytes:
    if name not in archive.NameToInfo:
        raise NoArchive(f"{name} is missing")
    if archive.getinfo(name).file_size > LONGEST_MANIFEST:
        raise TooLarge(name)
    return archive.read(name)


def _read_json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError as error:
        raise NoArchive("what should be JSON is none") from error
    if not isinstance(found, dict):
        raise NoArchive("what should be a JSON object is none")
    return found


def _is_complete(manifest: Mapping[str, Any]) -> bool:
    files = manifest.get("files")
    return (
        all(isinstance(manifest.get(each), str) for each in ("made_at", "site"))
        and all(isinstance(manifest.get(each), dict) for each in ("rows", "proofs"))
        and isinstance(files, dict)
        and all(
            isinstance(known, dict)
            and isinstance(known.get("bytes"), int)
            and isinstance(known.get("sha256"), str)
            for known in files.values()
        )
    )


def _check_names(opened: Opened) -> None:
    """Refuse what the list does not have, twins, odd names, and bombs."""
    names = [info.filename for info in opened.zip.infolist()]
    listed = {*opened.files, MANIFEST, SIGNATURE}
    odd = {name for name in names if not SAFE_NAME.fullmatch(name)}
    if odd or len(names) != len(set(names)):
        raise Tampered(f"names that no archive has: {sorted(odd)}")
    if set(names) != listed:
        raise Tampered(f"not what was signed: {sorted(listed ^ set(names))}")
    unpacked = sum(info.file_size for info in opened.zip.infolist())
    packed = sum(info.compress_size for info in opened.zip.infolist())
    if unpacked > GROWTH_FREE and unpacked > MOST_GROWTH * packed:
        raise TooLarge(f"{packed} bytes would become {unpacked}")


def _check_bytes(archive: ZipFile, name: str, known: Known) -> None:
    """Read a file, which is no longer than its ZIP says, and compare it with the list."""
    found, size = hashlib.sha256(), 0
    with archive.open(name) as source:
        while piece := source.read(PIECE):
            found.update(piece)
            size += len(piece)
    if (size, found.hexdigest()) != (known["bytes"], known["sha256"]):
        raise Tampered(f"{name} is not the file that was signed")
