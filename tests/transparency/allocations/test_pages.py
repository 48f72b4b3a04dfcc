"""The participatory budget through the pages and through programs."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token, problem, wrong
from tests.buildings.pages import costs, refused, rows_of, said, text
from tests.transparency.allocations.making import (
    TWO,
    adopted,
    booked,
    line_of,
    month_ago,
    proposed,
    spent,
    today,
)
from tests.transparency.members import joined
from transparency import chart
from transparency.models import Allocation, Spending
from transparency.services.ideas import propose_idea

pytestmark = pytest.mark.django_db
API = "/api/v1/asbl/allocations/"


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def url(name, *args):
    return reverse(f"transparency:{name}", args=args)


def typed(*lines, **values):
    """The form of a division with lines (purpose, per cent, title)."""
    data = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": 0}
    for place, (purpose, percent, *title) in enumerate(lines):
        data |= {
            f"form-{place}-purpose": purpose,
            f"form-{place}-percent": percent,
            f"form-{place}-title": title[0] if title else "",
        }
    return data | {"title": "Surplus", "amount": "105,90"} | values


FOUR = [
    ("features", "50", "Chat"),
    ("research", "30"),
    ("reserve", "10,00"),
    ("price-cut", "10"),
]


@pytest.fixture
def earned(db):
    with inside():
        booked(chart.BANK, chart.CONTRIBUTIONS, "105.90", on=month_ago())


def only():
    with inside():
        return Allocation.objects.get()


def test_the_form_proposes_what_can_be_divided(sign_in, earned):
    page = sign_in("cora").get(url("allocation-new"))
    assert page.context["form"]["amount"].value() == "105,90"
    rows = [
        (row["purpose"].value(), row["percent"].value()) for row in page.context["rows"]
    ]
    assert rows[:4] == [
        ("features", "45,00"),
        ("research", "25,00"),
        ("reserve", "25,00"),
        ("price-cut", "5,00"),
    ]
    assert len(rows) == 7
    assert "€47.66" in text(page)
    page = sign_in("bo").get(url("allocation-new") + "?fund")
    assert page.context["rows"][0]["purpose"].value() == "fund"


def test_without_a_surplus_the_form_proposes_no_amount(sign_in):
    page = sign_in("bo").get(url("allocation-new"))
    assert page.context["form"]["amount"].value() is None
    assert "Today €0.00 can be distributed" in text(page)


def test_it_shows_the_amounts_before_anything_is_saved(sign_in, earned):
    page = sign_in("bo").post(url("allocation-new"), typed(*FOUR, preview=""))
    assert page.status_code == 200
    words = text(page)
    for amount in ("€52.95", "€31.77", "€10.59"):
        assert amount in words
    assert "Legal reserve: 10.00 % is outside of 20 to 30 %." in words
    assert "more than can be distributed" not in words
    with inside():
        assert not Allocation.objects.exists()


def test_more_than_there_is_is_pointed_out_and_saved(sign_in, earned):
    client, data = sign_in("bo"), typed(*FOUR, amount="105,91")
    page = client.post(url("allocation-new"), data | {"preview": ""})
    assert "The amount is more than can be distributed: €105.90." in text(page)
    assert client.post(url("allocation-new"), data).status_code == 302
    assert only().amount == Decimal("105.91")


def test_it_is_proposed_changed_and_discarded(sign_in):
    client = sign_in("bo")
    page = client.post(url("allocation-new"), typed(*FOUR), follow=True)
    assert said(page) == ["The division is saved: the members decide on it."]
    found = only()
    edit = client.get(url("allocation-edit", found.uuid))
    assert edit.context["rows"][0]["title"].value() == "Chat"
    emptied = typed(("features", "100"), ("", ""), title="Another")
    client.post(url("allocation-edit", found.uuid), emptied)
    with inside():
        assert [line.percent for line in found.lines.all()] == [100]
    assert only().title == "Another"
    assert "“Another” goes" in text(client.get(url("allocation-discard", found.uuid)))
    page = client.post(url("allocation-discard", found.uuid), follow=True)
    assert said(page) == ["The division is discarded."]
    with inside():
        assert not Allocation.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (typed(("features", "50"), ("reserve", "49,99")), "99.99 % together"),
        (typed(("fund", "50"), ("fund", "50")), "Only one line"),
        (typed(("", "50"), ("reserve", "50")), "correct the lines"),
        (typed(("features", "0"), ("reserve", "100")), "more than zero"),
        (typed(("features", "100,001")), "at most two decimals"),
        (typed(("features", "101")), "100 at most"),
        (typed(("features", "many")), "Write a part such as"),
        (typed(("", "")), "Write one line at least."),
        (typed(*FOUR, amount="0"), "more than zero"),
        (typed(*FOUR, title=""), "This field is required"),
        ({"title": "A", "amount": "1"}, "Write one line at least."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(sign_in, data, words):
    page = sign_in("bo").post(url("allocation-new"), data)
    assert page.status_code == 200
    assert words in text(page)
    with inside():
        assert not Allocation.objects.exists()


def test_a_line_can_pay_for_an_idea(sign_in):
    with inside():
        idea = propose_idea(
            author=joined(1).voter, title="Choir", text="Why", language="en", by=None
        )
    client = sign_in("bo")
    data = typed(*FOUR) | {"form-0-idea": str(idea.uuid)}
    page = client.post(url("allocation-new"), data, follow=True)
    assert "Choir" in text(page)
    with inside():
        assert line_of(only(), "features").idea == idea
        idea.state = "declined"
        idea.answer = "No"
        idea.save()
    edit = client.get(url("allocation-edit", only().uuid))
    assert edit.context["rows"][0]["idea"].value() == str(idea.uuid)
    assert client.post(url("allocation-edit", only().uuid), data).status_code == 302


def test_what_was_adopted_is_not_changed(sign_in):
    with inside():
        made = adopted()
    client = sign_in("bo")
    for name in ("allocation-edit", "allocation-discard"):
        assert client.get(url(name, made.uuid)).status_code == 404
    page = text(client.get(url("allocation", made.uuid)))
    assert "Adopted" in page
    assert "Decision 1 of the assembly" in page
    assert "€21,600.00" in page


def test_the_treasurer_notes_what_was_spent(sign_in):
    with inside():
        made = adopted("100.00", TWO)
        line, reserve = line_of(made, "features"), line_of(made, "reserve")
    client, here = sign_in("tess"), url("spending-new", line.uuid)
    form = client.get(here).context["form"]
    data = {
        "uuid": str(form["uuid"].value()),
        "amount": "50,01",
        "spent_on": today().isoformat(),
        "description": "Server",
    }
    page = client.post(here, data)
    assert "This line has €50.00 left." in text(page)
    page = client.post(here, data | {"amount": "20"}, follow=True)
    assert said(page) == ["It is noted."]
    assert "€30.00" in text(page)
    again = client.post(here, data | {"amount": "20"})
    assert "This was recorded already." in text(again)
    minus = data | {"uuid": str(uuid4()), "amount": "-20"}
    assert client.post(here, minus).status_code == 302
    with inside():
        assert sum(one.amount for one in Spending.objects.all()) == 0
    page = client.get(url("allocation", made.uuid))
    assert url("spending-new", line.uuid) in text(page)
    assert url("spending-new", reserve.uuid) not in text(page)
    assert "booked when it was adopted" in text(
        client.post(url("spending-new", reserve.uuid), data | {"uuid": str(uuid4())})
    )


def test_what_is_wrong_with_a_spending(sign_in):
    with inside():
        line = line_of(adopted("100.00", TWO), "features")
    here = url("spending-new", line.uuid)
    page = sign_in("tess").post(here, {"amount": "0", "uuid": "x"})
    assert sorted(refused(page)) == ["amount", "description", "spent_on", "uuid"]
    tomorrow = (today() + timedelta(days=1)).isoformat()
    data = {"amount": "1", "spent_on": tomorrow, "description": "A"}
    page = sign_in("tess").post(here, data | {"uuid": str(uuid4())})
    assert "between the decision of the members and today" in str(refused(page))


def test_lists_as_files(sign_in):
    with inside():
        made = adopted()
        spent(line_of(made, "features"), "600.00")
        proposed("10.00", TWO, title="Next")
    client = sign_in("mia")
    assert rows_of(client.get(url("allocations-table", "csv")))[1:] == [
        ["Next", "10.00", "", "", "0.00", ""],
        [
            "Surplus of 2026",
            "72000.00",
            today().isoformat(),
            "Decision 1 of the assembly",
            "22200.00",
            "49800.00",
        ],
    ]
    lines = rows_of(client.get(url("allocation-table", made.uuid, "csv")))
    assert lines[1] == [
        "Features",
        "",
        "",
        "30.00",
        "21600.00",
        "600.00",
        "21000.00",
    ]
    assert rows_of(client.get(url("spendings-table", "csv")))[1:] == [
        [today().isoformat(), "Surplus of 2026", "Features", "Server", "600.00"]
    ]
    assert rows_of(client.get(url("endowments-table", "csv")))[1:] == [
        [today().isoformat(), "Decision 1 of the assembly", "18000.00", ""]
    ]
    for name in ("allocations-table", "spendings-table", "endowments-table"):
        assert client.get(url(name, "xlsx")).status_code == 200


def test_the_list_names_acts_for_the_fund(sign_in):
    client = sign_in("arno")
    assert "No surplus was divided yet." in text(client.get(url("allocations")))
    with inside():
        adopted()
    page = text(client.get(url("allocations")))
    assert "Given to the solidarity fund" in page
    assert "€18,000.00" in page


def test_more_divisions_cost_no_more_statements(sign_in):
    with inside():
        first = adopted()
        spent(line_of(first, "features"), "1.00")

    def pages():
        return {
            "tess": [url("allocations"), url("allocation", first.uuid)],
            "bo": [url("allocation-new"), url("allocations-table", "csv")],
        }

    before = costs(sign_in, pages())
    with inside():
        for number in range(5):
            made = adopted("10.00", TWO, title=f"Surplus {number}")
            spent(line_of(made, "features"), "1.00")
            spent(line_of(first, "features"), "1.00")
    assert costs(sign_in, pages()) == before


# Programs


def body(**values):
    lines = [
        {"purpose": "features", "percent": "50.00", "title": "Chat"},
        {"purpose": "reserve", "percent": "50.00"},
    ]
    return {"title": "Surplus", "amount": "105.90", "lines": lines} | values


def test_a_division_for_programs(client, earned):
    board = Program(a_token("bo")[1], client)
    assert board.get(f"{API}distributable/").json()["amount"] == "105.90"
    made = board.post(API, body()).json()
    assert [line["amount"] for line in made["lines"]] == ["52.95", "52.95"]
    here = f"{API}{made['uuid']}/"
    assert board.put(here, body(title="Other")).json()["title"] == "Other"
    assert board.get(here).json()["adopted_on"] is None
    assert board.get(f"{here}lines/").json()[1]["purpose"] == "reserve"
    assert board.delete(here).status_code == 204
    assert board.get(API).json()["count"] == 0


def test_a_division_that_is_refused_to_programs(client):
    board = Program(a_token("bo")[1], client)
    uneven = [{"purpose": "features", "percent": "99.99"}]
    assert "99.99 % together" in wrong(board.post(API, body(lines=uneven)))["lines"]
    assert "lines" in wrong(board.post(API, body(lines=[])))
    other = [{"purpose": "gold", "percent": "100.001", "idea": str(uuid4())}]
    assert sorted(wrong(board.post(API, body(lines=other)))) == [
        "lines.0.idea",
        "lines.0.percent",
        "lines.0.purpose",
    ]
    with inside():
        made = adopted()
    assert board.put(f"{API}{made.uuid}/", body()).status_code == 404


def test_spending_for_programs(client):
    with inside():
        line = line_of(adopted("100.00", TWO), "features")
    treasurer = Program(a_token("tess")[1], client)
    here = f"{API}lines/{line.uuid}/spendings/"
    said_ = {"amount": "20.00", "spent_on": today().isoformat(), "description": "A"}
    first = treasurer.post(here, said_, **{"Idempotency-Key": "1"})
    assert first.status_code == 201
    again = treasurer.post(here, said_, **{"Idempotency-Key": "1"})
    assert again.json() == first.json()
    other = treasurer.post(
        here, said_ | {"amount": "21.00"}, **{"Idempotency-Key": "1"}
    )
    assert problem(other) == (409, "spending-recorded")
    more = treasurer.post(here, said_ | {"amount": "30.01"}, **{"Idempotency-Key": "2"})
    assert wrong(more) == {"amount": "This line has €30.00 left."}
    minus = treasurer.post(
        here, said_ | {"amount": "-20.00"}, **{"Idempotency-Key": "3"}
    )
    assert minus.json()["amount"] == "-20.00"
    assert treasurer.get(f"{API}spendings/").json()["count"] == 2
    assert treasurer.get(f"{API}endowments/").json()["count"] == 0
