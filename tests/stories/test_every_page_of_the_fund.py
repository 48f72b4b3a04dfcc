"""Every page of the solidarity fund in a browser: axe clean, as wide as its window.

Whoever may open it opens it: the people of the demo who ask, the committee, the
treasurer and the board, and whoever only reads what is public.
"""

import pytest
from django.test import Client
from django.urls import resolve

from finance.demo import people
from koprogo.accounts.models import User
from solidarity.urls import urlpatterns
from tests.solidarity import making
from tests.stories import conftest as stories
from tests.stories import fund_of_the_demo
from tests.stories.test_every_page import faults, sticks_out

#: what stands at these addresses is no page: a file,
FILES = {
    *("data-csv", "data-json", "open-report", "fund-report-document"),
    *("agreement-file", "request-paper", "committee-session-minutes"),
    *("loan-plan-table", "committee-loans-table", "repayments-table"),
    *("fund-books-table", "fund-entries-table"),
}
#: a part of one, or only what a button does
NO_PAGES = {
    *("request-new", "request-ratio", "request-answer", "file-paper"),
    *("file-paper-confirm", "vote-ballot", "payout-agreement", "payout-voucher"),
    *("payout-approve", "transfer-file", "debit-batch-file", "loan-proposal"),
    *("loan-change-withdraw", "testimony-withdraw", "fund-report-make"),
    *("fund-report-review",),
}


def sign_in(window, name: str) -> None:
    """Sign somebody in, of the demo or not, in a session with a second factor."""
    known = people.PEOPLE.get(name)
    user = User.objects.get(email=known.email if known else f"{name}@example.org")
    client = making.confirmed_as(Client(), user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    window.page.context.add_cookies([{**cookie, "url": window.site}])


def look(window, paths) -> dict:
    """Open each; return what is wrong, by its address."""
    said, wrong = [], {}
    window.page.on("pageerror", lambda error: said.append(str(error)))
    window.page.on(
        "console", lambda one: said.append(one.text) if one.type == "error" else None
    )
    for path in paths:
        if path.startswith("POST "):
            form = window.page.locator(f"main form[action='{path[5:]}']")
            if not form.count():
                form = window.page.locator("main form:not([action])")
            with window.page.expect_navigation():
                form.locator("button").first.click()
        else:
            answer = window.page.goto(window.site + path)
            assert (path, answer.status) == (path, 200)
            assert window.page.url == window.site + path
        found = faults(window.page) + ["too wide"] * sticks_out(window.page) + said
        if found:
            wrong[path] = found
        said.clear()
    return wrong


@pytest.mark.browser
@stories.in_each_window
def test_every_page_of_the_fund(person, size, dark):
    pages, wrong = fund_of_the_demo.play(), {}
    for name, paths in pages.items():
        window = person(size, dark=dark)
        if name:
            sign_in(window, name)
        wrong |= look(window, paths)
    assert wrong == {}


def test_no_page_of_the_fund_is_left_out(own_database):
    opened = {
        resolve(path.removeprefix("POST ").partition("?")[0]).url_name
        for paths in fund_of_the_demo.play().values()
        for path in paths
    }
    every = {pattern.name for pattern in urlpatterns}
    assert every - opened == FILES | NO_PAGES
