"""What a call asks from a co-owner stands before what it asks from the building."""

import re

import pytest
from django.urls import reverse

from finance import services
from tests import cast
from tests.buildings.pages import inside
from tests.finance.factories import issued, item, payment
from tests.finance.pages import url


def test_the_list_says_first_what_a_co_owner_pays_himself(sign_in):
    with inside():
        issued(item("300.00"), title="Paid", due_in=1)
        issued(item("1234.57"), title="Partly")
        services.cancel_call(issued(title="Wrong"), by=None)
        issued(item("9.00", key="lift"), title="Lift")
        payment("H1", "200.00")
    page = sign_in("omar").get(url("calls"))
    assert cards(page) == [
        ["Lift", "Nothing asked", "", "", "€9.00"],
        ["Wrong", "Cancelled", "", "", "€1,000.00"],
        ["Partly", "Partly paid", "€617.29", "€567.29", "€1,234.57"],
        ["Paid", "Paid", "€150.00", "", "€300.00"],
    ]
    assert "Total of the building" in page.content.decode()
    home = sign_in("omar").get(reverse("buildings:home", args=[cast.ACACIAS]))
    assert "€617.29 for you, €1,234.57 for the whole" in home.content.decode()
    of_all = sign_in("axel").get(url("calls")).content.decode()
    assert ("Total of the building" in of_all, "Your part" in of_all) == (True, False)


def cards(page):
    """Return the rows of a list without their day: title, status, amounts."""
    rows = re.findall(r"(?s)<tr>\s*<td.*?</tr>", page.content.decode())
    found = []
    for row in rows:
        cells = re.findall(r"(?s)<td[^>]*>(.*?)</td>", row)
        title, _day, *others = [
            " ".join(re.sub("<[^>]*>", "", cell).split()) for cell in cells
        ]
        found.append([title, *others])
    return found


def test_the_total_of_a_call_comes_after_what_a_co_owner_pays(sign_in):
    with inside():
        call = issued(item("1234.57"))
    page = sign_in("omar").get(url("call", call.uuid)).content.decode()
    told = [
        page.index(words)
        for words in ("What you pay", "€617.29", "whole building", "€1,234.57")
    ]
    assert told == sorted(told)


@pytest.mark.parametrize(("amount", "told"), [("1000.00", 0), ("1234.57", 1)])
def test_the_cent_is_told_where_it_matters(sign_in, amount, told):
    with inside():
        mine = issued(item(amount)).documents.get(holding__code="H1")
    page = sign_in("omar").get(url("document", mine.uuid)).content.decode()
    assert "× 500 ÷ 1,000" in page
    assert page.count("+ 1 cent") == told
    assert page.count("Each part is cut to whole cents.") == told
