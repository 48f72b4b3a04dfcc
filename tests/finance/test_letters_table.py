"""The letters of a call as a file: how each goes, how far it is, what proves it."""

import io

import openpyxl
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from buildings.mailings import letters_of
from buildings.services import letters
from finance.models import CallLetter
from finance.services import cancel_call
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import rows_of, statements
from tests.finance.factories import issued
from tests.finance.letters import consent, furnish, rows


def inside():
    return enter(cast.tenant().pk, by=None)


@pytest.fixture
def call(db):
    """Three letters, of which Omar's goes by e-mail."""
    with inside():
        furnish()
        consent("omar")
        call = issued()
        rows(call)
    return call


def address(call, ending="csv"):
    return reverse("finance:letters-table", args=[cast.ACACIAS, call.uuid, ending])


def table(client, call):
    """Return each letter by its account: heading → cell."""
    heading, *lines = rows_of(client.get(address(call)))
    return {line[0]: dict(zip(heading, line, strict=True)) for line in lines}


def column(client, call, heading):
    return {code: row[heading] for code, row in table(client, call).items()}


def send(call):
    with inside():
        letters.send_letters(call, by=cast.user("sophie"))
        run_all()


def test_before_they_are_sent(sign_in, call):
    client = sign_in("sophie")
    found = table(client, call)
    assert found["H1"] == {
        "Account": "H1",
        "Addressee": "Omar Haddad",
        "How": "E-mail",
        "Why by post": "",
        "Status": "Made",
        "Handed over": "",
        "Postal address": "Rue Haute 10, 1000 Bruxelles",
        "E-mail address": "",
        "Mail server": "",
        "Message-ID": "",
        "Noted by": "",
        "SHA-256 of the file": sha256("H1"),
        "Left to pay": "500.00",
    }
    assert (found["H2"]["How"], found["H2"]["Why by post"]) == (
        "Post",
        "Wishes letters by post",
    )
    assert list(found) == ["H1", "H2", "H3"]


def sha256(code):
    with inside():
        found = CallLetter.objects.select_related("file")
        return found.get(document__holding__code=code).file.sha256


def test_what_proves_them(sign_in, call):
    send(call)
    client, today = sign_in("sophie"), timezone.localdate()
    with inside():
        [clara] = letters_of(call).filter(document__holding__code="H2")
        letters.mark_posted(call, letters=[clara.uuid], on=today, by=cast.user("anna"))
        proof = Delivery.objects.emails().get().proof
    found = table(client, call)
    assert [found["H1"][name] for name in PROOF] == [
        "Sent",
        str(today),
        "omar@example.org",
        settings.EMAIL_HOST,
        proof["message_id"],
        "",
    ]
    assert [found["H2"][name] for name in PROOF] == [
        *("Posted", str(today), "", "", "", "Anna")
    ]
    assert [found["H3"][name] for name in PROOF] == ["To be posted", *[""] * 5]


PROOF = [
    "Status",
    "Handed over",
    "E-mail address",
    "Mail server",
    "Message-ID",
    "Noted by",
]


def test_what_waits_or_failed(sign_in, call):
    with inside():
        letters.send_letters(call, by=None)
    client = sign_in("sophie")
    assert column(client, call, "Status")["H1"] == "Waiting"
    with inside():
        Delivery.objects.emails().update(state="failed")
    assert column(client, call, "Status")["H1"] == "Failed"
    with inside():
        cancel_call(call, by=None)
    assert set(column(client, call, "Status").values()) == {"Withdrawn"}


def test_another_call_has_its_own(sign_in, call):
    with inside():
        other = issued(title="Other")
    assert table(sign_in("sophie"), other) == {}


def test_it_is_a_workbook_too_and_the_page_links_to_both(sign_in, call):
    client = sign_in("sophie")
    answer = client.get(address(call, "xlsx"))
    [sheet] = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    assert (sheet.max_row, sheet.cell(2, 13).value) == (4, 500)
    page = client.get(reverse("finance:letters", args=[cast.ACACIAS, call.uuid]))
    for ending in ("csv", "xlsx"):
        assert f'href="{address(call, ending)}"' in page.content.decode()


def test_it_costs_the_same_for_one_and_three(sign_in, call):
    send(call)
    with inside():
        found = [letter.uuid for letter in letters_of(call)]
        day = timezone.localdate()
        letters.mark_posted(call, letters=found, on=day, by=cast.user("sophie"))
    client = sign_in("sophie")
    client.get(address(call))
    three = statements(client, address(call))
    with inside():
        CallLetter.objects.exclude(document__holding__code="H2").delete()
    assert statements(client, address(call)) == three <= 12
