"""The other end of the sandbox: ``python -m koprogo.documents.child WORK KIND …``.

Reads the file from its input and writes the result to its output. It has no settings,
no secrets and no database, and it limits itself before it looks at a single byte.
"""

import resource
import sys

from koprogo.documents.kinds import Kind
from koprogo.documents.photos import draw
from koprogo.documents.pictures import redraw
from koprogo.documents.problems import Code, Refused
from koprogo.documents.reading import text_of

TOO_MANY_PIXELS = 3


def main(work: str, kind: str, seconds: str, memory: str) -> int:
    """Do ``work`` (picture, photo or text) with so many seconds of CPU and bytes of memory."""
    limit(int(seconds), int(memory))
    data = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(done(work, Kind(kind), data))
    except Refused as error:
        return TOO_MANY_PIXELS if error.code is Code.TOO_MANY_PIXELS else 1
    return 0


def done(work: str, kind: Kind, data: bytes) -> bytes:
    if work == "picture":
        return redraw(kind, data)
    if work == "photo":
        return draw(kind, data).packed()
    return text_of(kind, data).encode()


def limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
