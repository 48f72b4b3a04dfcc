"""Put the ownership periods of a table together with those that a lot has. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A holding (by its code) has the lot for [since, until)."""

    holding: str
    since: date
    until: date | None


class PeriodsOverlap(ValueError):
    """Two holdings would have the lot on the same day."""


def merge(present: Iterable[Span], wanted: Iterable[Span]) -> list[Span]:
    """Return all periods of one lot, in order of time, when ``wanted`` is applied.

    A wanted period replaces the present one that begins on the same day. A present
    period without end stops where the next one begins: the lot was handed over.

    Raises:
        PeriodsOverlap: a period with an end reaches into the next one.
    """
    spans = {span.since: span for span in [*present, *wanted]}
    merged = sorted(spans.values(), key=lambda span: span.since)
    for number, (span, following) in enumerate(pairwise(merged)):
        if span.until is None:
            merged[number] = Span(span.holding, span.since, following.since)
        elif span.until > following.since:
            raise PeriodsOverlap(span, following)
    return merged
