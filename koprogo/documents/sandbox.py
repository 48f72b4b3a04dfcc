"""Open a stranger's file in a process that may hang, swell or die, and ours goes on."""

import subprocess
import sys
from pathlib import Path

from koprogo.documents.child import TOO_MANY_PIXELS
from koprogo.documents.kinds import Kind
from koprogo.documents.photos import Photo, unpacked
from koprogo.documents.problems import Code, Refused

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
_PROJECT = Path(__file__).resolve().parents[2]


class Failed(RuntimeError):
    """The process was stopped, or died over the file."""


def redrawn(
    kind: Kind, data: bytes, *, seconds: int = SECONDS, memory: int = MEMORY
) -> bytes:
    """Return a picture drawn again (pictures.py).

    Raises:
        Refused: it has too many pixels, or it could not be read within the limits.
    """
    return _drawn("picture", kind, data, seconds, memory)


def photographed(
    kind: Kind, data: bytes, *, seconds: int = SECONDS, memory: int = MEMORY
) -> Photo:
    """Return a photo drawn again in two sizes (photos.py).

    Raises:
        Refused: as ``redrawn``.
    """
    return unpacked(_drawn("photo", kind, data, seconds, memory))


def _drawn(work: str, kind: Kind, data: bytes, seconds: int, memory: int) -> bytes:
    run = _run(work, kind, data, seconds, memory)
    if run is not None and run.returncode == 0:
        return run.stdout
    too_many = run is not None and run.returncode == TOO_MANY_PIXELS
    raise Refused(Code.TOO_MANY_PIXELS if too_many else Code.DAMAGED)


def words(
    kind: Kind, data: bytes, *, seconds: int = SECONDS, memory: int = MEMORY
) -> str:
    """Return the words of a document (reading.py).

    Raises:
        Failed: they could not be read within so many seconds of CPU and so many bytes.
    """
    run = _run("text", kind, data, seconds, memory)
    if run is None or run.returncode != 0:
        raise Failed(kind)
    return run.stdout.decode()


def _run(
    work: str, kind: Kind, data: bytes, seconds: int, memory: int
) -> subprocess.CompletedProcess[bytes] | None:
    """Run the child with an empty environment; None when time ran out."""
    command = [sys.executable, "-E", "-B", "-m", "koprogo.documents.child"]
    try:
        return subprocess.run(  # noqa: S603
            [*command, work, kind.value, str(seconds), str(memory)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env={"LANG": "C.UTF-8"},
            timeout=2 * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
