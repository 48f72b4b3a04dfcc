"""Offices and the preview of a tariff through the pages and through programs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.models import Grant
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token, problem, wrong
from tests.buildings.pages import costs, refused, rows_of, said, text
from tests.transparency.allocations.making import proposed, registered
from tests.transparency.effects.making import carried_out, decided
from transparency.models import Allocation, Schedule
from transparency.tariff import effective_from

pytestmark = pytest.mark.django_db
PREVIEW = {"audience": "co_ownership", "kind": "voted", "price": "2"}


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def url(name, *args):
    return reverse(f"transparency:{name}", args=args)


def today():
    return timezone.localdate()


def ending(name="bo", office="board"):
    return [cast.user(name).uuid, office, cast.SINCE.isoformat()]


def test_every_member_reads_who_holds_which_office(sign_in):
    with inside():
        zoe = registered(cast.user("zoe"), name="Zoe Zen")
        until = today() + timedelta(days=9)
        carried_out(decided("asbl-coordinator"), owner=zoe, until=str(until))
    page = text(sign_in("mia").get(url("people")))
    for words in ("Zoe Zen", f"{until:%d/%m/%Y}", "asbl-coordinator", "Bo", "Tess"):
        assert words in page
    assert "End it" not in page
    rows = rows_of(sign_in("mia").get(url("people-table", "csv")))
    assert [row[1] for row in rows[1:]] == [
        "Bo",
        "Tess",
        "Arno",
        "Zoe Zen",
        "Cora",
        "Cleo",
    ]


def test_the_board_ends_an_office(sign_in):
    client, here = sign_in("bo"), url("office-end", *ending("cora", "coordinator"))
    assert here in text(client.get(url("people")))
    assert sorted(refused(client.post(here, {"on": "soon"}))) == ["on", "reason"]
    first = {"on": cast.SINCE.isoformat(), "reason": "Moved"}
    assert "after its first day" in str(refused(client.post(here, first)))
    data = {"on": today().isoformat(), "reason": "Moved"}
    page = client.post(here, data, follow=True)
    assert said(page) == ["The end of the office is recorded."]
    assert Grant.objects.get(user=cast.user("cora")).until == today()
    assert "it has ended" in str(refused(client.post(here, data))).lower()


def test_an_office_that_is_not_there(sign_in):
    client = sign_in("bo")
    for address in (ending("zoe"), ending(office="member"), [*ending()[:2], "x"]):
        assert client.get(url("office-end", *address)).status_code == 404


def test_offices_for_programs(client):
    board = Program(a_token("bo")[1], client)
    rows = board.get("/api/v1/asbl/people/").json()
    assert [row["name"] for row in rows] == ["Bo", "Tess", "Arno", "Cora", "Cleo"]
    person, office, since = ending("cora", "coordinator")
    here = f"/api/v1/asbl/people/{person}/{office}/{since}/end/"
    assert sorted(wrong(board.post(here, {}))) == ["on", "reason"]
    data = {"on": today().isoformat(), "reason": "Moved"}
    assert board.post(here, data).status_code == 204
    assert problem(board.post(here, data)) == (409, "office-over")


def test_the_preview_says_what_a_decision_would_do(sign_in):
    client, begins = sign_in("cora"), effective_from(today())
    page = client.get(url("tariff-preview"))
    assert not page.context["form"].is_bound
    page = client.get(url("tariff-preview"), PREVIEW | {"since": begins})
    assert f"€2.00 a month from {begins:%d/%m/%Y} on, instead of €1.00." in text(page)
    assert "The price rises" in text(page)
    page = client.get(url("tariff-preview"), PREVIEW | {"since": today()})
    wanted = ["A tariff begins on the first of a month to come."]
    if today() != begins:
        assert refused(page) == {"since": wanted}
    with inside():
        assert not Schedule.objects.filter(decision__isnull=False).exists()


def test_the_preview_for_programs(client):
    board, here = Program(a_token("bo")[1], client), "/api/v1/asbl/tariffs/preview/"
    asked = PREVIEW | {"since": effective_from(today()).isoformat()}
    happens = board.get(here, **asked).json()["happens"]
    assert "instead of €1.00" in happens[0]
    assert sorted(wrong(board.get(here))) == ["audience", "kind", "since"]


def test_a_decision_is_carried_out_on_its_page(sign_in):
    with inside():
        made, decision = proposed(), decided("asbl-allocation")
    client = sign_in("bo")
    here = reverse("governance:decision-carry-out", args=[cast.ASBL, decision.uuid])
    asked = {"allocation": str(made.uuid)}
    page = client.post(here, asked)
    assert "€21,600.00 to spend" in text(page)
    with inside():
        assert Allocation.objects.get().adopted_at is None
    done = client.post(here, asked | {"confirmed": "yes"}, follow=True)
    assert said(done) == ["The decision is carried out."]
    with inside():
        assert Allocation.objects.get().decision == decision.uuid
    assert client.post(here, asked | {"confirmed": "yes"}).status_code == 404


def test_a_grid_goes_through_the_page_of_the_decision(sign_in):
    """What was typed is shown, sent back hidden, and done."""
    with inside():
        decision = decided("asbl-tariff")
    client = sign_in("bo")
    here = reverse("governance:decision-carry-out", args=[cast.ASBL, decision.uuid])
    form = client.get(here).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    data |= {"audience": "co_ownership", "kind": "grid", "price_1": "3"}
    shown = client.post(here, data)
    assert "€3.00 a month" in text(shown)
    hidden = {one.name: one.value() or "" for one in shown.context["form"]}
    page = client.post(here, hidden | {"confirmed": "yes"}, follow=True)
    assert said(page) == ["The decision is carried out."]
    with inside():
        schedule = Schedule.objects.get(decision=decision.uuid)
        assert [str(tier.price) for tier in schedule.grid[:2]] == ["3.00", "0.80"]


def test_more_offices_cost_no_more_statements(sign_in):
    with inside():
        carried_out(decided("asbl-board"), owner=registered(cast.user("zoe")))
    before = costs(sign_in, {"bo": [url("people"), url("people-table", "csv")]})
    with inside():
        for name in ("sophie", "amir", "anna"):
            carried_out(decided("asbl-board"), owner=registered(cast.user(name)))
    assert costs(sign_in, {"bo": [url("people"), url("people-table", "csv")]}) == before
