"""The history travels as a document: its seals name keys of this installation.

``history/events.jsonl`` and ``history/seals.jsonl`` are those of docs/rules/audit.md:
whoever has them computes the chain again with the script that stands there.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.translation import gettext_lazy as _

from koprogo import slots
from koprogo.audit.chain import as_text
from koprogo.audit.models import AuditEvent, AuditSeal
from koprogo.audit.queries import as_written
from koprogo.slots import ArchivePart

FETCHED = 2_000
WHY = _(
    "The history as rows: its seals hold in the installation where they were made. It "
    "is in the folder “history”, to be read and to be checked."
)
slots.archive_stays |= {
    "audit.AuditEvent": WHY,
    "audit.AuditSeal": WHY,
    "audit.AuditLeaf": WHY,
}


def _parts() -> Iterator[ArchivePart]:
    about = _("The events and their seals as they were sealed, one in each line.")
    yield ArchivePart("history/events.jsonl", about, _write_events)
    yield ArchivePart("history/seals.jsonl", about, _write_seals)


def _write_events(into: IO[bytes]) -> None:
    for event in AuditEvent.objects.order_by("pk").iterator(chunk_size=FETCHED):
        _write_line(into, asdict(as_written(event)))


def _write_seals(into: IO[bytes]) -> None:
    seals = AuditSeal.objects.order_by("number").annotate(
        events=ArrayAgg("leaves__event_id", order_by="leaves__event_id")
    )
    for seal in seals.iterator(chunk_size=FETCHED):
        _write_line(
            into,
            {
                "tenant": seal.tenant_id,
                "number": seal.number,
                "first": seal.first_event,
                "last": seal.last_event,
                "count": seal.count,
                "total": seal.total,
                "sealed_at": seal.sealed_at,
                "previous": seal.previous,
                "events": seal.events,
                "hash": seal.hash,
            },
        )


def _write_line(into: IO[bytes], values: dict[str, object]) -> None:
    line = json.dumps(values, ensure_ascii=False, default=as_text)
    into.write(f"{line}\n".encode())


slots.archive_part.append(_parts)
