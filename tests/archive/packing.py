"""Archives as somebody might send them: packed anew, signed with a key of his own."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from koprogo.archive.package import MANIFEST, SIGNATURE, Package
from tests.archive.reading import files_of


def forged(data: bytes, changes: dict[str, bytes | None], **about) -> bytes:
    """Return the archive with other files (None: without), signed by somebody else.

    ``about``: what its manifest says otherwise.
    """
    files = {**files_of(data), **changes}
    manifest = json.loads(files.pop(MANIFEST))
    del files[SIGNATURE], manifest["files"]
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        package = Package(archive)
        for name, content in files.items():
            if content is not None:
                package.add(name, content)
        package.finish(manifest | about, secret="a forger")
    return target.getvalue()


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """Return the archive with other files under the old signature."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in {**files_of(data), **changes}.items():
            if content is not None:
                archive.writestr(name, content)
    return target.getvalue()
