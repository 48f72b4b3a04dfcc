"""Reports, goals and the way to the ASBL in a browser: axe clean, nothing too wide."""

from datetime import date

from koprogo.tenancy import enter
from tests import cast
from tests.stories.conftest import in_narrow_windows_too
from tests.stories.test_every_page import check
from tests.transparency.reports.making import (
    published,
    second_board_member,
    with_documents,
    year,
)
from transparency.models import Goal, Report
from transparency.services.reports import correct_report, write_note


def lively():
    """A published quarter with its correction, accounts that wait, a goal."""
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        second_board_member()
        accounts = year()
        first = Report.objects.get(kind="quarter", quarter=1)
        published(write_and_make(first))
        version = correct_report(first, reason="A supplier was wrong", by=None)
        with_documents(version)
        goal = Goal.objects.create(name="people", due=date(2031, 1, 1), target=1_000)
    ones = [f"/asbl/reports/{one.uuid}/" for one in (first, version, accounts)]
    return {
        "bo": [
            "/buildings/",
            "/asbl/reports/",
            *ones,
            f"{ones[0]}correct/",
            f"{ones[1]}note/",
            f"{ones[1]}publish/",
            f"{ones[1]}discard/",
            "/asbl/goals/",
            "/asbl/goals/new/",
            f"/asbl/goals/{goal.uuid}/edit/",
            f"/asbl/goals/{goal.uuid}/measured/",
        ],
        "arno": [f"{ones[2]}audit/"],
        "mia": ["/buildings/"],
    }


def write_and_make(report):
    """Give it a note, and the documents that follow from it."""
    return with_documents(write_note(report, note="We rented a server.", by=None))


@in_narrow_windows_too
def test_pages_of_reports(person, size, dark):
    wrong = {}
    for name, paths in lively().items():
        wrong |= check(person(size, dark=dark).sign_in(name), paths)
    assert wrong == {}
