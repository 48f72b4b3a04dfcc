"""Every page of the books stands under an entry of the navigation."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from finance.services.plans import agree_plan
from tests import cast
from tests.buildings.pages import inside
from tests.finance.pages import url
from tests.finance.reminders.arrears import days_ago, due, remind


def marked(page):
    """Return the links of the page that are marked as above it."""
    return re.findall(r'<a href="([^"]+)" aria-current="true">', page.content.decode())


MINE = ["Overview", "My account", "My letters"]
IN = ["Calls for funds", "Statements of charges"]
ALL_IN = ["Calls for funds", "Payments", "Accounts", "Statements of charges"]
BUILDING = ["Lots", "Co-owners", "Allocation keys", "Documents"]
MODULES = "Neighbours' modules"
OFFICE = ["Invitations", "History", "Settings", MODULES]
MEETINGS = [
    *("Assemblies", "Decisions", "Quotes", "Consultations"),
    *("Council and syndic", "Supply contracts"),
]


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        (
            "sophie",
            {
                "": ["Overview", "This month"],
                "Money in": ALL_IN,
                "Assemblies": MEETINGS,
                "Money out": ["Budget", "Invoices", "Suppliers"],
                "Bank and books": ["Bank", "Books"],
                "Building": [
                    *BUILDING[:3],
                    *("Sales of lots", "Who lives here", "Documents"),
                ],
                "Office": OFFICE,
            },
        ),
        (
            "omar",
            {
                "": MINE,
                "Money in": IN,
                "Assemblies": MEETINGS,
                "Money out": ["Budget", "Invoices"],
                "Bank and books": ["Bank", "Books"],
                "Building": [*BUILDING[:3], "My occupants", "Documents"],
            },
        ),
        (
            "clara",
            {
                "": MINE,
                "Money in": IN,
                "Assemblies": MEETINGS,
                "Money out": ["Budget", "Invoices"],
                "Bank and books": ["Bank", "Books"],
                "Building": [
                    *BUILDING[:3],
                    *("My occupants", "Who lives here", "Documents"),
                ],
                "Office": ["History", MODULES],
            },
        ),
        (
            "axel",
            {
                "": ["Overview", "This month"],
                "Money in": ALL_IN,
                "Assemblies": MEETINGS,
                "Money out": ["Budget", "Invoices", "Suppliers"],
                "Bank and books": ["Bank", "Books", "Check of the accounts"],
                "Building": BUILDING,
            },
        ),
        ("otto", {"": ["Overview", "Documents"]}),
    ],
)
def test_the_pages_of_a_building_stand_under_headings(sign_in, name, groups):
    page = sign_in(name).get(reverse("buildings:home", args=[cast.ACACIAS]))
    [found] = [found for section, found in page.context["nav"] if section]
    assert {
        group.heading: [link.label for link in group.links] for group in found
    } == groups
    html = page.content.decode()
    headings = [heading for heading in groups if heading]
    assert re.findall("<h3>(.*?)</h3>", html)[: len(headings)] == headings


@pytest.mark.parametrize(
    ("name", "page", "entry"),
    [
        ("sophie", "orders", "invoices"),
        ("sophie", "order-new", "invoices"),
        ("sophie", "meters", "charge-statements"),
        ("sophie", "meter-group-new", "charge-statements"),
        ("sophie", "collections", "accounts"),
        ("sophie", "collection-new", "accounts"),
        ("sophie", "mandates", "accounts"),
        ("sophie", "contests", "accounts"),
        ("sophie", "arrears", "accounts"),
        ("omar", "contests", "account"),
        ("omar", "my-reminders", "account"),
        ("axel", "contests", "accounts"),
    ],
)
def test_a_page_at_an_address_of_its_own(sign_in, name, page, entry):
    assert marked(sign_in(name).get(url(page))) == [url(entry)]


@pytest.mark.parametrize(
    ("name", "entry"), [("sophie", "accounts"), ("omar", "account")]
)
def test_what_somebody_is_reminded_of_stands_under_his_account(sign_in, name, entry):
    with inside():
        due(on=days_ago(40))
        reminder = remind(on=days_ago(20))["H1"]
        plan = agree_plan(
            cast.holding("H1"),
            amount=Decimal("500.00"),
            count=2,
            first_due=days_ago(0),
            by=None,
        )
    client = sign_in(name)
    assert marked(client.get(url("reminder", reminder.uuid))) == [url(entry)]
    assert marked(client.get(url("plan", plan.uuid))) == [url(entry)]


@pytest.mark.parametrize(("name", "entry"), [("sophie", "calls"), ("omar", "account")])
def test_a_part_of_a_call_stands_where_one_came_from(sign_in, name, entry):
    with inside():
        document = due(on=days_ago(1)).documents.get(holding__code="H1")
    assert marked(sign_in(name).get(url("document", document.uuid))) == [url(entry)]
