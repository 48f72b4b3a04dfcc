from collections.abc import Iterator

from buildings.access import buildings_of
from koprogo.slots import Place


def places(request) -> Iterator[Place]:
    """Yield the buildings that the person may enter today."""
    for slug, name, _roles in buildings_of(request.user):
        yield Place(slug, name)
