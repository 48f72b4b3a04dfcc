"""What is written when a page of the fund fails: where it was, and not what was said."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from solidarity.api import requests as api
from solidarity.queries import requests as queries
from solidarity.views.committee import files as committee_pages
from solidarity.views.requests import pages as own_pages
from tests.api.conftest import a_token
from tests.solidarity import making
from tests.solidarity.requests import filling
from tests.solidarity.searching import logged

SECRET = "ZwSecretOfAnErrorIjg"
PAGES = {
    "applicant": ("solidarity:request", "omar"),
    "committee": ("solidarity:file", "lea"),
    "program": ("api:fund-request-reason", "omar"),
}


def fail(*args, **kwargs):
    said = SECRET  # what stands in a variable must not be told either
    try:
        raise ValueError(f"cannot read {said}")
    except ValueError as error:
        raise RuntimeError(said) from error


@pytest.fixture
def operators(settings):
    settings.ADMINS = [("Operator", "operator@example.org")]


@pytest.fixture
def failing(monkeypatch):
    for module in (queries, own_pages, committee_pages, api.queries):
        monkeypatch.setattr(module, "open_request", fail, raising=False)


@contextmanager
def reported(*, include_html: bool) -> Iterator[list[str]]:
    """Collect the log, and send the operators what Django sends of an error."""
    handler = AdminEmailHandler(include_html=include_html)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    mail.outbox.clear()
    try:
        with logged() as lines:
            yield lines
    finally:
        logger.removeHandler(handler)


def check(lines: list[str], *, address: str) -> None:
    told = "\n".join(lines)
    assert "RuntimeError" in told
    assert " in fail" in told
    assert SECRET not in told
    sent = [f"{one.subject}{one.body}{one.alternatives}" for one in mail.outbox]
    assert sent
    for text in sent:
        assert " fail" in text
        assert address in text
        assert SECRET not in text


@pytest.mark.parametrize("include_html", [False, True])
@pytest.mark.parametrize("who", PAGES)
def test_an_error_tells_nothing(seats, operators, failing, who, include_html):
    """Neither the log nor the mail to the operators, whatever the page was sent."""
    page, name = PAGES[who]
    address = reverse(page, args=[making.sent().uuid])
    client = Client(raise_request_exception=False)
    asked, said = f"{address}?q={SECRET}", {"x-said": SECRET}
    if who == "program":
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {a_token(name)[1]}"
    else:
        making.confirmed(client, name)
    with reported(include_html=include_html) as lines:
        if who == "program":
            body = {"reason": SECRET}
            answer = client.put(asked, body, "application/json", headers=said)
        else:
            answer = client.get(asked, headers=said)
    assert answer.status_code == 500
    assert SECRET.encode() not in answer.content
    check(lines, address=address)


@pytest.mark.parametrize("include_html", [False, True])
def test_what_a_form_was_sent_is_in_no_report(
    fund, operators, monkeypatch, include_html
):
    """Neither what was typed nor how a document is called."""
    draft = filling.draft("omar")
    monkeypatch.setattr("solidarity.views.requests.steps.save_form", fail)
    monkeypatch.setattr("solidarity.views.requests.adding.add_papers", fail)
    client = Client(raise_request_exception=False)
    client.force_login(making.person("omar"))
    for page, more, said in (
        ("request-step", ["reason"], {"reason": SECRET}),
        (
            "request-papers",
            [],
            {"kind": "income", "files": filling.upload(f"{SECRET}.pdf")},
        ),
    ):
        address = reverse(f"solidarity:{page}", args=[draft.uuid, *more])
        with reported(include_html=include_html) as lines:
            assert client.post(address, said).status_code == 500
        check(lines, address=address)


def test_whoever_develops_reads_the_error_itself(fund, settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(own_pages, "open_request", fail, raising=False)
    monkeypatch.setattr(queries, "open_request", fail)
    client = Client()
    client.force_login(making.person("omar"))
    with pytest.raises(RuntimeError, match=SECRET):
        client.get(reverse("solidarity:request", args=[making.sent().uuid]))
