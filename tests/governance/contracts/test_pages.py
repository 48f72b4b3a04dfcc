"""The pages of the contracts, and what other pages say of them."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import ContractReview, SupplyContract
from koprogo.ui.formatting import day as written
from tests import cast
from tests.finance.reminders.pages import inside, text, told
from tests.governance.assemblies.making import url
from tests.governance.contracts import making
from tests.governance.council.making import days, decision

# Eight are of every page.
LIMIT = 12 + 3
HOME = "/b/acacias/"


@pytest.fixture
def sophie(sign_in, db):
    return sign_in("sophie")


@pytest.fixture
def omar(sign_in, db):
    return sign_in("omar")


def errors(page):
    return page.context["form"].errors


def shown(number):
    return written(days(number), "en")


def terms(**more):
    with inside():
        supplier = str(making.bills.supplier().uuid)
    return {
        "kind": "lift",
        "title": "Lift maintenance",
        "supplier": supplier,
        "since": "2020-01-01",
        "notice_months": "3",
        **more,
    }


# Contracts


def test_without_contracts_the_page_says_what_to_do(sign_in, db):
    page = text(sign_in("omar").get(url("contracts")))
    assert "No contract is recorded." in page
    assert "No year has been evaluated yet." in page
    assert "Record a contract" not in page
    assert "Record a contract" in text(sign_in("sophie").get(url("contracts")))


def test_a_contract_is_recorded(sophie):
    page = url("contract-new")
    assert set(errors(sophie.post(page, {}))) == {
        *("kind", "title", "supplier", "since", "notice_months"),
    }
    done = sophie.post(
        page,
        terms(until="2021-01-01", renewal_months="12", agreed_cost="1.200,50"),
        follow=True,
    )
    assert told(done) == ["The contract is recorded."]
    with inside():
        found = SupplyContract.objects.get()
    assert (found.until, found.renewal_months, found.notice_months) == (
        *(date(2021, 1, 1), 12, 3),
    )
    assert found.agreed_cost == Decimal("1200.50")
    assert "By itself, for 12 months each time" in text(done)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (
            {"until": "2020-01-01"},
            {"until": ["The end must come after the beginning."]},
        ),
        (
            {"renewal_months": "12"},
            {
                "until": [
                    "Only a contract with an end is renewed: say when its term ends."
                ]
            },
        ),
        (
            {"interest": "His own"},
            {"interest": ["Name the decision by which the assembly authorised it."]},
        ),
        (
            {"decided_text": "Point 9"},
            {"__all__": ["Choose the decision, or give its day and say it in words."]},
        ),
        (
            {"decided_text": "Point 9", "decided_on": "2999-01-01"},
            {"__all__": ["This decision is still to be taken."]},
        ),
    ],
)
def test_what_cannot_be_a_contract(sophie, given, wrong):
    assert errors(sophie.post(url("contract-new"), terms(**given))) == wrong


def test_a_contract_is_changed_and_ended(sophie):
    with inside():
        found = making.supply(document=making.paper())
        decided = decision()
    page = url("contract-edit", found.uuid)
    form = sophie.get(page).context["form"]
    first = {name: form[name].value() or "" for name in form.fields}
    given = first | {"title": "Lift", "decided": str(decided.uuid), "interest": "Own"}
    done = sophie.post(page, given, follow=True)
    assert told(done) == ["The contract is changed."]
    assert "authorised the interest of the syndic after" in text(done)
    assert "1,200.00" in text(done)
    assert "Contract on paper" in text(done)
    end = url("contract-end", found.uuid)
    assert errors(sophie.post(end, {"on": "2019-01-01", "reason": "Dear"})) == {
        "__all__": ["It cannot end before it begins."]
    }
    gone = {"on": days(9).isoformat(), "reason": "Dear"}
    done = sophie.post(end, gone, follow=True)
    assert told(done) == ["The end of the contract is recorded."]
    assert "Notice given" in text(done)


def test_a_paper_of_the_office_is_not_shown(omar):
    with inside():
        found = making.supply(document=making.paper(audience="office"))
    page = text(omar.get(url("contract", found.uuid)))
    assert "Contract on paper" not in page


def test_the_end_proposed_is_that_of_the_notice(sophie):
    with inside():
        found, other = making.near(), making.supply()
    form = sophie.get(url("contract-end", found.uuid)).context["form"]
    assert form["on"].value() == days(21)
    form = sophie.get(url("contract-end", other.uuid)).context["form"]
    assert form["on"].value() is None


def test_the_list_as_a_table(omar):
    with inside():
        making.near()
        making.ended(making.supply())
    lines = omar.get(url("contracts-table", "csv")).content.decode("utf-8-sig")
    first, second = lines.splitlines()[1:]
    assert first.startswith("Cleaning;Cleaning;Ascenseurs SA;;Runs;")
    assert days(20).isoformat() in first
    assert ";Ended;" in second
    assert second.endswith(";Too dear")


# Notices


def line_of_the_month(client):
    page = client.get(reverse("finance:month", args=[cast.ACACIAS]))
    lines = [line for found in page.context["sections"].values() for line in found]
    return next(line for line in lines if line.what == "contract-notices")


def test_the_month_tells_which_notices_come(sophie):
    assert line_of_the_month(sophie).state == "nothing"
    with inside():
        making.near("Garden", in_days=61)
    line = line_of_the_month(sophie)
    assert (line.state, line.proof) == ("done", f"Garden: notice by {shown(61)}.")
    with inside():
        making.near(in_days=20)
        making.near("Waste", in_days=3)
    line = line_of_the_month(sophie)
    assert (line.state, line.due_on) == ("to_do", days(3))
    assert line.proof == (
        f"Waste: notice by {shown(3)}. Cleaning: notice by {shown(20)}."
    )


def test_the_overview_tells_the_office(sign_in, db):
    sophie = sign_in("sophie")
    one = "A contract is renewed by itself unless notice is given by"
    assert one not in text(sophie.get(HOME))
    with inside():
        making.near(in_days=20)
    assert f"{one} {shown(20)}." in text(sophie.get(HOME))
    with inside():
        making.near("Waste", in_days=3)
    assert (
        "2 contracts are renewed by themselves unless notice is given, of the first by "
        f"{shown(3)}." in text(sophie.get(HOME))
    )
    assert f"{shown(3)}." not in text(sign_in("omar").get(HOME))


# Evaluation


def test_the_contracts_of_a_year_are_evaluated(sophie):
    with inside():
        lift, garden = making.supply(), making.supply("Garden")
        year = making.year()
    page = url("contracts-evaluation-edit", year)
    wrong = sophie.post(page, {f"{lift.uuid}-quality": "good"})
    assert "Please correct the lines that are marked." in text(wrong)
    said = {
        f"{lift.uuid}-quality": "good",
        f"{lift.uuid}-proposal": "continue",
        f"{lift.uuid}-remarks": "Came at once.",
    }
    done = sophie.post(page, said, follow=True)
    assert told(done) == ["The evaluation is saved."]
    assert "1 contract is not evaluated yet." in text(done)
    assert "Came at once." in text(done)
    assert "Came at once." in sophie.get(page).content.decode()
    more = said | {
        f"{garden.uuid}-quality": "poor",
        f"{garden.uuid}-proposal": "quotes",
    }
    assert "Every contract is evaluated" in text(sophie.post(page, more, follow=True))
    with inside():
        assert ContractReview.objects.count() == 2


def test_columns_of_costs_hold_numbers_alone(omar):
    """A sentence would make them wide; what was not agreed has no label on a phone."""
    with inside():
        making.supply()
        making.bill("1300.00", date(making.year(), 3, 4))
        making.supply("Garden", supplier="Jardins SA", agreed_cost=None)
        page = url("contracts-evaluation", making.year())
    found = omar.get(page).content.decode()
    assert "€100.00 more than agreed" in found
    cells = re.findall(r'<td class="num"[^>]*>(.*?)</td>', found, re.DOTALL)
    assert [cell for cell in cells if not re.fullmatch(r"€[\d,.]+", cell.strip())] == []
    assert found.count('data-label="Agreed"') == 1


def test_before_it_is_reported_others_read_the_costs_alone(sign_in, db):
    with inside():
        lift, year = making.supply(), making.year()
        making.evaluate()
    pages = [
        url("contract", lift.uuid),
        url("contracts-evaluation", year),
        url("contracts-evaluation-table", year, "csv"),
    ]

    def told_in(name):
        client = sign_in(name)
        answers = [client.get(page).content.decode() for page in pages]
        return ["Came at once." in answer for answer in answers]

    assert (told_in("omar"), told_in("sophie")) == ([False] * 3, [True] * 3)
    page = text(sign_in("omar").get(pages[1]))
    assert "The syndic has not made the report on this year yet." in page
    with inside():
        making.report()
    assert told_in("omar") == [True] * 3


def test_the_report_is_the_document_that_the_point_lacks(sophie):
    with inside():
        making.supply()
        making.evaluate()
        making.report()
        item = making.agenda()
        year = making.year()
    lacks = f"Point {item.position}, “{item.title}”, has no document."
    place = url("assembly", item.assembly.uuid)
    assert lacks in text(sophie.get(place))
    sophie.post(url("contracts-attach", year))
    assert lacks not in text(sophie.get(place))


def test_what_is_missing_is_told(sophie):
    with inside():
        year = making.year()
    assert "No contract ran in this year." in text(
        sophie.get(url("contracts-evaluation", year))
    )
    assert "No contract ran in this year." in text(
        sophie.get(url("contracts-evaluation-edit", year))
    )
    done = sophie.post(url("contracts-report", year), follow=True)
    assert told(done) == [
        "Evaluate every contract of the year first: the report lists them all."
    ]
    done = sophie.post(url("contracts-attach", year), follow=True)
    assert told(done) == ["The report on this year is not made yet."]
    with inside():
        making.supply()
    now = text(sophie.get(url("contracts-evaluation", year + 1)))
    assert "what it costs is not known yet" in now
    assert sophie.get(url("contracts-evaluation", 1900)).status_code == 404


def test_without_such_a_point_nothing_is_attached(sophie):
    with inside():
        making.supply()
        making.evaluate()
        making.report()
        year = making.year()
    [text_of_it] = told(sophie.post(url("contracts-attach", year), follow=True))
    assert text_of_it.startswith("No assembly that is being prepared has a point on")


# Statements


def counts(client, pages):
    for page in pages:
        client.get(page)  # what is asked once in a process
    found = []
    for page in pages:
        with CaptureQueriesContext(connection) as statements:
            assert client.get(page).status_code == 200
        found.append(len(statements))
    return found


@pytest.mark.parametrize("name", ["sophie", "omar"])
def test_pages_need_few_statements(sign_in, db, name):
    """With one contract as with several."""
    with inside():
        first = making.near()
        making.evaluate(number=making.year() - 1)
        making.evaluate()
        year = making.year()
    pages = [
        url("contracts"),
        url("contract", first.uuid),
        url("contracts-evaluation", year),
        url("contracts-table", "csv"),
    ]
    if name == "sophie":
        pages.append(url("contracts-evaluation-edit", year))
    client = sign_in(name)
    one = counts(client, pages)
    with inside():
        for number in range(3):
            making.supply(f"Number {number}", supplier=f"Supplier {number}")
        making.evaluate()
        making.bill("10.00", date(year, 5, 1))
        making.bill("10.00", date(year, 6, 1), supplier="Supplier 1")
    assert counts(client, pages) == one
    assert max(one) <= LIMIT
