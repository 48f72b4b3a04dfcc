"""Persons are elected in writing, or are not: what every page, list and mail says."""

import pytest

from governance.services.written import settle_written
from governance.subjects import Subject
from koprogo.notifications.models import Delivery
from tests.finance.reminders.pages import inside, text
from tests.governance.written import making
from tests.governance.written.test_pages import url


@pytest.mark.parametrize(
    ("agrees", "short", "long", "noted"),
    [
        (True, "Elected", "Elected: all agreed", "Ann is elected."),
        (False, "Not elected", "Not elected: somebody refused", "Ann is not elected."),
    ],
)
def test_a_person_is_elected_everywhere(sign_in, db, agrees, short, long, noted):
    with inside():
        asked = making.sent(subject=Subject.AUDITOR, candidate="Ann")
        for code in ("H2", "H3", "H1"):
            if asked.is_running:
                making.agree(asked, code, is_agreed=agrees)
                asked = making.fresh(asked)
    omar = sign_in("omar")
    assert f"{asked.until:%d/%m/%Y} {short}" in text(omar.get(url("written-decisions")))
    page = text(omar.get(url("written", asked.uuid)))
    assert f"{noted} {long} · " in page
    assert "dopted" not in page
    table = omar.get(url("written-decisions-table", "csv")).content.decode("utf-8-sig")
    assert table.splitlines()[1].endswith(f";{long}")
    with inside():
        mail = Delivery.objects.filter(event__startswith="written:").first()
        assert f"has ended. {long}." in mail.body


def test_not_all_answered_in_time(sign_in, db):
    with inside():
        asked = making.long_ago(subject=Subject.AUDITOR, candidate="Ann")
        settle_written(asked, origin="", by=None)
    page = text(sign_in("omar").get(url("written", asked.uuid)))
    assert "Ann is not elected. Not elected: not all answered in time · " in page
    assert "Status Not elected" in page
