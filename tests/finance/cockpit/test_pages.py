"""The page of the month and its operation: who sees which line, and what it costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from finance.cockpit import State
from tests import cast
from tests.api.conftest import Program, a_token
from tests.buildings.pages import counted, inside, statements, text
from tests.finance.banking.making import three_statements
from tests.finance.books.making import a_year
from tests.finance.budgets import books as budgets
from tests.finance.factories import draft, issued
from tests.finance.invoices import making as invoices
from tests.finance.pages import url
from tests.finance.reminders import making as reminders

OF_THE_OFFICE = [
    "bank-statements",
    "suspense",
    "reconciliation",
    "reserve-transfer",
    "invoices",
    "payment-file",
    "invoices-paid",
    "calls",
    "letters",
    "reminders",
    "plans",
    "contests",
    "sales",
    "meters",
    "year",
    "questions",
]
OF_ASSEMBLIES = ["syndic-mandate", "minutes", "decisions", "contract-notices"]
# An assistant leaves to others what moves money or keeps the books.
OF_OTHERS = ["reserve-transfer", "payment-file", "reminders", "questions"]
OF_READERS = ["reconciliation", "invoices-paid", "plans", "meters", "year"]


def lines(page):
    sections = page.context["sections"]
    return [line for found in sections.values() for line in found]


def names(page):
    return [line.what for line in lines(page)]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("sophie", [*OF_THE_OFFICE, *OF_ASSEMBLIES]),
        ("anna", OF_THE_OFFICE),
        (
            "amir",
            [*(one for one in OF_THE_OFFICE if one not in OF_OTHERS), *OF_ASSEMBLIES],
        ),
        ("axel", OF_READERS),
    ],
)
def test_everybody_sees_the_lines_whose_page_he_may_open(sign_in, db, name, seen):
    client = sign_in(name)
    page = client.get(url("month"))
    assert names(page) == seen
    for line in lines(page):
        assert client.get(line.url).status_code == 200


def a_month():
    """Something of most lines, done and to be done."""
    three_statements()
    a_year(2024)
    budgets.adopted()
    invoices.drafted(number="1")
    today = timezone.localdate()
    invoices.posted(number="2", date=today - timedelta(9), due_on=today)
    issued()
    draft(due_in=5)
    holding = reminders.late_holder()
    reminders.a_proposal(holding)
    reminders.a_reminder(reminders.late_holder())


def test_the_page_costs_few_statements_whatever_there_is(sign_in, db):
    client = sign_in("sophie")
    client.get(url("month"))
    empty = statements(client, url("month"))
    with inside():
        a_month()
    one = statements(client, url("month"))
    with inside():
        invoices.submitted(invoices.a_line("50.00"), number="3")
        draft(due_in=6)
        reminders.a_proposal(reminders.late_holder())
    assert [empty, one, statements(client, url("month"))] == [17, 17, 17]


def test_the_page_says_what_is_to_be_done_and_what_proves_the_rest(sign_in, db):
    with inside():
        a_month()
    page = sign_in("sophie").get(url("month"))
    found = {line.what: line for line in lines(page)}
    states = dict.fromkeys(State, 0) | {
        state: sum(line.state == state for line in found.values()) for state in State
    }
    counted_there = [page.context[state.value] for state in State]
    assert counted_there == list(states.values())
    html = text(page)
    assert found["invoices"].proof == "Drafts: 1."
    assert found["invoices"].proof in html
    assert found["suspense"].state == State.TO_DO
    assert found["year"].url == url("year", 2024)
    assert "2024 is not settled." in html
    assert f'href="{url("year", 2024)}"' in html


def test_the_overview_and_the_menu_lead_there_without_a_statement(sign_in, db):
    client = sign_in("sophie")
    home = reverse("buildings:home", args=[cast.ACACIAS])
    assert text(client.get(home)).count(f'href="{url("month")}"') == 2
    with counted() as asked:
        assert client.get(home).status_code == 200
    of_the_month = [sql for sql in asked if "JSONB_BUILD_OBJECT" in sql]
    assert [sql for sql in of_the_month if "finance_" in sql] == []
    for name in ("omar", "clara", "otto"):
        assert url("month") not in text(sign_in(name).get(home))


def test_the_operation_says_the_same(sign_in, db):
    with inside():
        a_month()
    page = sign_in("sophie").get(url("month"))
    answer = Program(a_token("sophie")[1], Client()).get("month/")
    assert [row["what"] for row in answer.json()] == names(page)
    assert answer.json()[4] == {
        "what": "invoices",
        "section": "Suppliers",
        "label": "Invoices approved and booked",
        "state": "to_do",
        "proof": "Drafts: 1.",
        "rule": "Before they are due",
        "due_on": str(lines(page)[4].due_on),
        "url": url("invoices") + "?status=draft",
    }
