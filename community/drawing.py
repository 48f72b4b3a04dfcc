"""Who gets a thing that several want: drawn so that everybody can do it again.

The number is drawn when the thing is offered, before anybody has asked for it, and
shown with the result: nobody could choose it for somebody, and nobody his own place.

Pure: no Django, no clock, no chance.
"""

from collections.abc import Collection
from hashlib import sha256
from uuid import UUID


def drawn(asking: Collection[UUID], *, number: UUID) -> list[UUID]:
    """Return all who asked in the order of the draw: the first gets the thing.

    By the SHA-256 of the number and the ask, as text in lower case with a colon between.
    """
    return sorted(asking, key=lambda one: sha256(f"{number}:{one}".encode()).digest())
