"""Résidence Bellevue, Brussels: two blocks, 182 lots, two years of books."""

from buildings.models import Role
from finance.demo import people as staff
from finance.demo.bellevue import (
    assemblies,
    block_a,
    block_b,
    books,
    control,
    files,
    lots,
    people,
)
from finance.demo.consents import note_consents
from finance.demo.firms import LAMBERT
from finance.demo.guests import invite
from finance.demo.library import file_papers
from finance.demo.rows import Tables
from finance.demo.stage import Scene, Stage
from koprogo.webhooks.services import create_webhook, pause_webhook


def _play(stage: Stage) -> None:
    books.play(stage)
    invite(people.GUESTS, stage=stage)
    note_consents(people.AGREEMENTS, stage=stage)
    file_papers([*assemblies.papers(stage), *files.papers(stage)], stage=stage)
    control.play(stage)
    _connect_the_bookkeeping(stage)


def _connect_the_bookkeeping(stage: Stage) -> None:
    """Add a webhook, and pause it: nobody listens at an invented address."""
    webhook, _secret = create_webhook(
        url="https://boekhouding.example/koprogo",
        kinds=["call.drafted", "payment.recorded", "supplier.created"],
        by=stage.manager,
    )
    pause_webhook(webhook, by=stage.manager)


BELLEVUE = Scene(
    tables=Tables(
        deed={
            "name": "Résidence Bellevue",
            "slug": "residence-bellevue",
            "deed_total": 10_000,
            "kbo": "0999001416",
            "street": "Avenue Bellevue 14",
            "postal_code": "1190",
            "city": "Bruxelles",
            "languages": ["fr", "nl"],
            "working_iban": "BE85999001400106",
            "reserve_iban": "BE74999001400207",
            "public_page": True,
            "documents_place": "Dans le hall du bloc A, ou au bureau du syndic",
        },
        lots=lots.LOTS,
        households=(*block_a.HOUSEHOLDS, *block_b.HOUSEHOLDS),
        keys=lots.KEYS,
        suppliers=people.SUPPLIERS,
        agreements=people.AGREEMENTS,
    ),
    firm=LAMBERT,
    quarters=8,
    play=_play,
    roles={
        staff.COUNCIL: Role.COUNCIL,
        staff.AUDITOR: Role.AUDITOR,
        staff.OCCUPANT: Role.OCCUPANT,
    },
)

__all__ = ["BELLEVUE"]
