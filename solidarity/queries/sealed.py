"""Every sealed column of the fund, found by walking its models."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from solidarity.models import Request, RequestKey
from solidarity.models.sealed import SealedFile, SealedText

__all__ = ["Sealed", "keyless", "sealed"]

#: by which column a row belongs to a request, the nearest first
WAYS = {"request": "request", "aid": "aid__request", "verdict": "verdict__request"}


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one model seals for one life. ``request``: the lookup of its request."""

    model: type[Model]
    life: str
    request: str
    texts: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def empty(self) -> dict[str, str | None]:
        return dict.fromkeys(self.texts, "") | dict.fromkeys(self.files)


def sealed(life: str) -> Iterator[Sealed]:
    """Yield what each model of the fund seals for a life."""
    for model in apps.get_app_config("solidarity").get_models():
        texts = tuple(_names(model, SealedText, life))
        files = tuple(_names(model, SealedFile, life))
        if texts or files:
            yield Sealed(model, life, _way(model), texts, files)


def keyless(one: Sealed) -> QuerySet:
    """Return the rows that still hold something which no key opens any more."""
    there = Q(*((f"{name}__isnull", False) for name in one.files), _connector=Q.OR)
    for name in one.texts:
        there |= ~Q((name, ""))
    key = RequestKey.objects.filter(request=OuterRef(one.request), life=one.life)
    return one.model._default_manager.filter(there, ~Exists(key))


def _names(model: type[Model], kind: type, life: str) -> Iterator[str]:
    for field in model._meta.local_fields:
        if isinstance(field, kind) and field.life == life:  # type: ignore[attr-defined]
            yield field.name


def _way(model: type[Model]) -> str:
    if model is Request:
        return "pk"
    names = {field.name for field in model._meta.local_fields}
    return next(way for name, way in WAYS.items() if name in names)
