"""The history by person, by kind of act and by period."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings import services
from finance import services as finance
from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record
from tests import cast
from tests.buildings.history import by
from tests.buildings.pages import inside, text, url


@pytest.fixture
def three(db):
    """Three acts: Sophie and Amir on lots, Sophie on a payment."""
    with inside():
        services.update_lot(cast.lot("A"), name="Garden", **by("sophie"))
        services.update_lot(cast.lot("B"), name="Tower", **by("amir"))
        finance.record_payment(
            uuid=uuid4(),
            holding=cast.holding("H1"),
            date=date(2026, 1, 2),
            amount=Decimal("10.00"),
            **by("sophie"),
        )


def shown(client, **wanted):
    page = client.get(url("history"), wanted)
    assert page.status_code == 200
    return [row.event.action for row in page.context["rows"] if row.event.actor]


def test_filter_by_person(sign_in, three):
    client = sign_in("sophie")
    amir = cast.user("amir")
    assert shown(client, person=amir.uuid) == ["lot.changed"]
    html = text(client.get(url("history")))
    menu = html[html.index('name="person"') : html.index("</select>")]
    assert re.findall(r"<option[^>]*>(\w+)<", menu) == ["Everybody", "Amir", "Sophie"]


def test_filter_by_kind(sign_in, three):
    client = sign_in("sophie")
    assert shown(client, kind="payment.recorded") == ["payment.recorded"]
    assert shown(client, kind="lot.created") == ["lot.changed", "lot.changed"]
    assert shown(client, kind="lot.created", person=cast.user("sophie").uuid) == [
        "lot.changed"
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"since": "2026-02-01", "until": "2026-02-01"}, ["early", "late"]),
        ({"since": "2026-02-02"}, ["next"]),
        ({"until": "2026-01-31"}, ["before"]),
        ({"since": "01/02/2026", "until": "2026-02-02"}, ["early", "late", "next"]),
    ],
)
def test_filter_by_period(sign_in, monkeypatch, wanted, found):
    """Days are days in Brussels: an hour ahead of UTC in winter."""
    moments = {
        "before": datetime(2026, 1, 31, 22, 59, 59, tzinfo=UTC),
        "early": datetime(2026, 1, 31, 23, 0, tzinfo=UTC),
        "late": datetime(2026, 2, 1, 22, 59, 59, tzinfo=UTC),
        "next": datetime(2026, 2, 1, 23, 0, tzinfo=UTC),
    }
    with inside(), monkeypatch.context() as clock:
        for name, moment in moments.items():
            clock.setattr(timezone, "now", lambda moment=moment: moment)
            AuditEvent.objects.create(action="lot.changed", target=f"x.{name}:1")
    page = sign_in("sophie").get(url("history"), wanted)
    names = [row.event.target[2:-2] for row in page.context["rows"]]
    assert [name for name in reversed(names) if name in moments] == found


@pytest.mark.parametrize(
    ("wanted", "wrong"),
    [
        ({"person": "nobody"}, "person"),
        ({"kind": "moon"}, "kind"),
        ({"since": "soon"}, "since"),
        ({"person": "\x00", "until": "2026-99-99"}, "until"),
    ],
)
def test_a_wrong_filter_says_so_and_restricts_nothing(sign_in, three, wanted, wrong):
    page = sign_in("sophie").get(url("history"), wanted)
    assert wrong in page.context["form"].errors
    assert len([row for row in page.context["rows"] if row.event.actor]) == 3


def test_nothing_found(sign_in):
    page = sign_in("sophie").get(url("history"), {"since": "2999-01-01"})
    assert page.context["rows"] == []
    assert "Nothing of this kind has happened." in text(page)


def test_fifty_a_page(sign_in):
    with inside():
        for _ in range(60):
            record("lot.changed", target=cast.lot("A"), by=None)
    client = sign_in("sophie")
    assert len(client.get(url("history")).context["rows"]) == 50
    second = client.get(url("history"), {"page": 2})
    assert 10 <= len(second.context["rows"]) <= 50
