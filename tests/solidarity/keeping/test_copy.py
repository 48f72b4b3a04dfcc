"""One's own copy: all that one can read, in one's language, and nobody else's words."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from koprogo.slots import PersonalFile, PersonalTable
from koprogo.tenancy import enter
from solidarity.models import Aid, Exclusion, RequestKey
from solidarity.personal import DATA, places
from solidarity.queries.sealed import sealed
from solidarity.vault import Life
from tests.privacy import copied
from tests.solidarity import making
from tests.solidarity.keeping.making import (
    AGREEMENT,
    PAPER,
    VOUCHER,
    everything,
    words,
)

#: pages of a person about one request, or about one aid
OF_REQUEST = ("request", "decision", "request-papers")
OF_AID = ("agreement", "loan")


def copy(name="omar"):
    """Return tables and documents as they are written into the copy."""
    found = list(DATA.here(making.person(name)))
    tables = {one.name: one.rows for one in found if isinstance(one, PersonalTable)}
    files = {one.name: one.read() for one in found if isinstance(one, PersonalFile)}
    return tables, files


def text_of(tables) -> str:
    return json.dumps(tables, default=str, ensure_ascii=False)


def every_word() -> dict[str, str]:
    """What every sealed column of the fund says, by its name."""
    return {
        name: words(name)
        for life in Life
        for one in sealed(life)
        for name in (f"{one.model._meta.model_name}.{text}" for text in one.texts)
    }


def test_whatever_is_sealed_of_a_person_is_in_his_copy(fund):
    """A column that is sealed from tomorrow on is missing here until it is copied."""
    everything()
    tables, files = copy()
    told = text_of(tables)
    missing = {name for name, said in every_word().items() if said not in told}
    assert missing == {"paper.name"}
    assert files == {
        words("paper.name"): PAPER,
        f"S-{tables['fund_requests'][0]['request']}.pdf": AGREEMENT,
        words("payout.voucher_name"): VOUCHER,
    }


def test_whatever_he_reads_on_pages_is_in_his_copy(fund, client):
    request = everything()
    # He is excluded, so that the page says why.
    Exclusion.objects.update(state="standing", lifted_at=None)
    aid, user = request.aids.get(), request.applicant
    tables, files = copy()
    told = text_of(tables) + " ".join(files)
    client.force_login(user)
    with enter(None, by=None):
        addresses = [
            *(reverse(f"solidarity:{one}", args=[request.uuid]) for one in OF_REQUEST),
            *(reverse(f"solidarity:{one}", args=[aid.uuid]) for one in OF_AID),
            reverse("solidarity:testimony", args=[request.uuid]),
            reverse("solidarity:my-exclusion"),
        ]
        pages = {}
        for address in addresses:
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, address
            pages[address] = answer.content.decode()
    read = {
        name
        for name, said in every_word().items()
        if len(said) > 1 and any(said in page for page in pages.values())
    }
    # Enough is read for the comparison to mean something.
    assert read >= {
        *("request.answers", "paper.name", "question.text", "question.answer"),
        *("verdict.reasons", "vote.derogation", "appeal.text", "appeal.answer"),
        *("planchange.words", "planchange.reasons", "exclusion.reasons"),
        *("testimony.sealed", "testimony.remark"),
    }
    assert {name for name in read if words(name) not in told} == set()


def test_what_is_no_secret_is_in_it_too(fund):
    request = everything()
    tables, _files = copy()
    assert all(tables.values()) is False
    empty = {name for name, rows in tables.items() if not rows}
    assert empty == {"fund_erasures", "fund_seats", "fund_messages"}
    [aid], [payment] = tables["fund_help"], tables["fund_payments"]
    assert (aid["request"], aid["amount"], aid["paid"]) == (request.code, 10, 10)
    assert aid["signed_sha256"] == "0" * 64
    assert (payment["state"], payment["amount"]) == ("Paid", 10)
    assert len(tables["fund_instalments"]) == 12
    assert [one["outcome"] for one in tables["fund_decisions"]] == [
        "Refused",
        "Accepted",
    ]
    assert tables["fund_repayments"][0]["how"] == "Direct debit"
    assert tables["fund_debits"][0]["state"] == "Collected"
    assert tables["fund_appeals"][0]["outcome"] == "The committee decides anew"


def test_nobody_reads_of_another(fund):
    everything("omar")
    other = everything("clara")
    tables, _files = copy("omar")
    told = text_of(tables)
    assert other.code not in told
    assert text_of(copy("clara")[0]).count(other.code) > 5


def test_who_decided_is_not_named(fund, seats):
    everything()
    told = text_of(copy()[0])
    for name in ("Cas", "Lea", "Bo"):
        assert f'"{name}"' not in told
    assert copy()[0]["fund_openings"][0]["by"] == "Lawyer"


@pytest.mark.parametrize(
    ("state", "told"), [("proposed", False), ("standing", True), ("declined", False)]
)
def test_an_exclusion_is_told_once_it_is_confirmed(fund, state, told):
    everything()
    decided = None if state == "proposed" else Exclusion.objects.get().decided_at
    Exclusion.objects.update(state=state, lifted_at=None, decided_at=decided)
    assert bool(copy()[0]["fund_exclusions"]) is told


def test_more_requests_take_no_more_statements(fund):
    counts = []
    for many in (1, 2):
        for _each in range(many):
            everything()
        with CaptureQueriesContext(connection) as caught:
            copy()
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert counts[0] <= 45


def test_what_is_forgotten_leaves_empty_words_and_no_document(fund):
    everything()
    RequestKey.objects.filter(life=Life.FILE).delete()
    tables, files = copy()
    assert tables["fund_answers"] == []
    assert tables["fund_decisions"][0]["reasons"] == ""
    assert list(files.values()) == [AGREEMENT, VOUCHER]
    assert tables["fund_payments"][0]["name"] == words("payout.name")


def test_it_is_in_the_language_of_its_reader(fund):
    everything()
    user = making.person("omar")
    user.language = "fr"
    user.save()
    with enter(None, by=None):
        files = copied.opened("omar")
    [place] = {name.split("/")[0] for name in files if "fund_requests" in name}
    tables = copied.tables(files, place)
    with translation.override("fr"):
        assert tables["fund_help"][0]["state"] == Aid.State.RUNNING.label
    assert tables["fund_help"][0]["state"] != Aid.State.RUNNING.label


def test_a_member_of_the_committee_finds_his_seat(seats):
    cas = making.person("cas")
    with enter(None, by=None):
        assert places(cas)
    tables, files = copy("cas")
    assert [one["seat"] for one in tables["fund_seats"]] == ["Co-owner"]
    assert (tables["fund_requests"], files) == ([], {})
