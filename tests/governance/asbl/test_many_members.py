"""Thousands of members: pages stay small, and their cost does not grow."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from governance.services import meeting as services
from governance.services.minutes import draft_minutes, finish_minutes
from tests.governance.asbl.making import inside, prepared
from tests.governance.asbl.many import SUBJECTS, begun, voting
from tests.governance.asbl.pages import read
from tests.transparency.members import crowd

HEAVY = 200_000  # bytes of a page


# What a page costs


def measured(client, page, *args):
    """Return (SQL statements, bytes) of a page, asked for the second time."""
    read(client, page, *args)
    with CaptureQueriesContext(connection) as found:
        text = read(client, page, *args)
    return len(found), len(text.encode())


def of_draft(board, many):
    crowd(many, since=date(2024, 1, 1))
    draft = prepared(*SUBJECTS)
    return {
        page: measured(board, page, *args)
        for page, *args in (
            ("convocation", draft.uuid),
            ("convene", draft.uuid),
            ("proposal-record",),
        )
    }


def of_attendance(board, many):
    found = begun(many, here=many)
    pages = ("meeting", "attendance", "bureau", "remark", "open")
    names = [f"meeting-{page}".removesuffix("-meeting") for page in pages]
    return {
        page: measured(board, page, found.assembly.uuid)
        for page in ["meeting", *names[1:], "proxies", "proxy-record"]
    }


def of_open_vote(board, many):
    found = voting(many, here=many)
    return {
        page: measured(board, page, *found.where)
        for page in ("meeting-item", "meeting-item-conflict")
    }


def of_secret_vote(board, many):
    found = voting(many, here=many, position=2)
    return {
        page: measured(board, page, *found.where)
        for page in ("meeting-item", "meeting-item-box")
    }


def of_silent_room(board, many):
    """Nobody voted: everybody is named."""
    found = voting(many, here=many)
    services.close_item(found.item, by=None)
    return {"meeting-item": measured(board, "meeting-item", *found.where)}


def of_ended(board, many):
    found = voting(many, here=many)
    services.close_item(found.item, by=None)
    services.close_meeting(found.assembly, by=None)
    found.assembly.refresh_from_db()
    finish_minutes(draft_minutes(found.assembly, by=None), by=None)
    return {
        page: measured(board, page, found.assembly.uuid)
        for page in ("meeting", "minutes", "minutes-scan")
    }


@pytest.mark.parametrize(
    "pages",
    [of_draft, of_attendance, of_open_vote, of_secret_vote, of_silent_room, of_ended],
)
def test_a_page_costs_the_same_for_four_times_the_members(board, pages):
    """More than one page of people both times."""
    few, many = (_costs_with(pages, board, members) for members in (55, 220))
    for page, (sql, size) in many.items():
        sql_before, size_before = few[page]
        assert sql == sql_before, page
        assert size < min(HEAVY, size_before * 1.05), (page, size_before, size)


def _costs_with(pages, board, members):
    with inside(), transaction.atomic():
        found = pages(board, members)
        transaction.set_rollback(True)
    return found
