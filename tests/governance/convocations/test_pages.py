"""The pages of convening: what stands in the way, who gets what, and what proves it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings.models import Lot, Mandate, Owner
from buildings.services import letters
from governance.convening import Finding, Point, Problem
from governance.errors import convocations as errors
from governance.models import Assembly
from governance.refusals.convocations import sentence
from governance.refusals.findings import finding_sentence, told
from governance.subjects import Subject
from koprogo.documents.services import read
from koprogo.tenancy import enter
from tests import cast
from tests.finance.letters import furnish
from tests.governance.convocations.making import (
    AGENDA,
    called_off,
    ended,
    in_days,
    made,
    sent,
    sound,
    url,
    work,
)

pytestmark = pytest.mark.usefixtures("in_english")


def inside():
    return enter(cast.tenant().pk, by=None)


def text(page):
    return " ".join(page.content.decode().split())


def messages(page):
    return [str(message) for message in page.context["messages"]]


# The checklist


def test_a_draft_says_what_stands_in_the_way_and_where_to_mend_it(sign_in, db):
    with inside():
        Lot.objects.filter(code="A").update(shares=499)
        draft = sound(consulting="", kind="ordinary")
        papers = [draft.items.get(subject=name).uuid for name in AGENDA]
        points = [one.uuid for one in draft.items.all()]
    page = sign_in("sophie").get(url("convocation", draft.uuid))
    assert [
        (one.code, one.is_blocking, one.url) for one in page.context["findings"]
    ] == [
        ("shares", True, "/b/acacias/lots/"),
        ("second-session", False, f"/b/acacias/assemblies/{draft.uuid}/edit/"),
        ("no-period", False, "/b/acacias/assemblies/settings/"),
        ("no-consulting", True, f"/b/acacias/assemblies/{draft.uuid}/edit/"),
        *[("no-document", False, url("item", draft.uuid, one)) for one in papers],
        *[("untranslated", False, url("item", draft.uuid, one)) for one in points],
        ("no-address", False, "/b/acacias/owners/"),
    ]
    assert url("convene", draft.uuid) not in text(page)


def test_who_will_be_convened_and_a_preview_of_each(sign_in, db):
    with inside():
        furnish()
        draft = sound()
        jean = Owner.objects.get(code="jean")
    client = sign_in("sophie")
    page = client.get(url("convocation", draft.uuid))
    assert [
        (str(one.owner), [lot.code for lot in one.lots], one.votes)
        for one in page.context["page"]
    ] == [
        ("Omar Haddad", ["A", "K"], 500),
        ("Clara Élise", ["B"], 300),
        ("Jean Moreau", ["C"], 200),
    ]
    preview = client.get(url("convocation-preview", draft.uuid, jean.uuid))
    assert b"".join(preview).startswith(b"%PDF-")
    nobody = url("convocation-preview", draft.uuid, draft.uuid)
    assert client.get(nobody).status_code == 404


def test_without_a_syndic_there_is_no_letter_to_look_at(sign_in, db):
    """An assistant's firm had the mandate until today."""
    with inside():
        draft, assembly = sound(), made()
        omar = Owner.objects.get(code="omar")
    client = sign_in("sophie")
    with inside():
        today = timezone.localdate()
        Mandate.objects.filter(tenant=cast.tenant().pk).update(until=today)
    preview = url("convocation-preview", draft.uuid, omar.uuid)
    assert client.get(preview).status_code == 404
    assert client.get(url("hall-notice", assembly.uuid)).status_code == 404


def test_convening_asks_once_and_sends(sign_in, db):
    with inside():
        furnish()
        draft = sound()
    client = sign_in("sophie")
    page = client.get(url("convene", draft.uuid))
    assert "3 convocations are made and sent now" in text(page).replace("</b>", "")
    assert "urgency" not in page.context["form"].fields
    page = client.post(url("convene", draft.uuid), follow=True)
    assert messages(page) == ["The convocations are being made, and then sent."]
    assert "0 of 3 are done." in text(page)
    with inside():
        work()
    watched = client.get(url("convocation", draft.uuid), headers={"HX-Request": "true"})
    assert watched.headers["HX-Refresh"] == "true"
    page = client.get(url("convocation", draft.uuid))
    assert page.context["state"].post_waiting == 3
    assert client.get(url("convene", draft.uuid)).status_code == 404


def test_less_than_the_legal_notice_needs_a_reason(sign_in, db):
    with inside():
        draft = sound(days=14)
    client = sign_in("sophie")
    page = client.get(url("convene", draft.uuid))
    assert "urgency" in page.context["form"].fields
    page = client.post(url("convene", draft.uuid), {"urgency": ""})
    assert "urgency" in page.context["form"].errors
    client.post(url("convene", draft.uuid), {"urgency": "The roof leaks"})
    with inside():
        assert Assembly.objects.get(pk=draft.pk).urgency == "The roof leaks"


def test_what_the_law_forbids_is_said(sign_in, db):
    with inside():
        draft = sound(consulting="")
    client = sign_in("sophie")
    page = client.post(url("convene", draft.uuid), follow=True)
    [said] = messages(page)
    assert said.startswith("Say how owners can consult the documents")


# Sent


def test_each_owner_with_channel_state_and_proof(sign_in, db):
    with inside():
        assembly = sent()
        waiting = list(letters.post_waiting(assembly))
    client = sign_in("sophie")
    page = client.get(url("convocation", assembly.uuid))
    assert "Registered letter" in text(page)
    table = client.get(url("convocation-post-table", assembly.uuid, "csv"))
    rows = list(
        csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";")
    )
    assert [row[:3] for row in rows[1:]] == [
        ["Clara Élise", "Rue Haute 10, 1000 Bruxelles", "Yes"],
        ["Jean Moreau", "Rue Haute 10, 1000 Bruxelles", "Yes"],
    ]
    data = {"letters": [one.uuid for one in waiting], "on": timezone.localdate()}
    page = client.post(url("convocation-posted", assembly.uuid), data, follow=True)
    assert messages(page) == ["2 letters are marked as posted."]
    proof = client.get(url("convocation-table", assembly.uuid, "csv"))
    rows = list(
        csv.reader(io.StringIO(proof.content.decode("utf-8-sig")), delimiter=";")
    )
    kept = {row[0]: row for row in rows[1:]}
    today = timezone.localdate().isoformat()
    assert {name: (row[1], row[3], row[4]) for name, row in kept.items()} == {
        "Omar Haddad": ("E-mail", "Sent", today),
        "Clara Élise": ("Post", "Posted", today),
        "Jean Moreau": ("Post", "Posted", today),
    }
    with inside():
        hashes = {one.name: one.file.sha256 for one in assembly.convocations.all()}
    assert {name: row[-1] for name, row in kept.items()} == hashes
    shown = text(client.get(url("convocation", assembly.uuid)))
    assert all(f"<code>{each}</code>" in shown for each in hashes.values())
    assert all(f"<code>{each[:8]}…</code>" in shown for each in hashes.values())


@pytest.mark.parametrize(("days", "late"), [(14, 1), (15, 0)])
def test_letters_that_left_too_late_are_pointed_at(sign_in, db, days, late):
    with inside():
        assembly = sent(days=days, urgency="The roof leaks")
    page = sign_in("sophie").get(url("convocation", assembly.uuid))
    assert page.context["late"] == late
    assert ("convocation left later" in text(page)) is bool(late)


def test_an_owner_reads_his_own_convocation(sign_in, db):
    with inside():
        assembly = sent()
        mine = assembly.convocations.get(addressee__code="omar")
        other = assembly.convocations.get(addressee__code="clara")
        pdf = read(mine.file)
    client = sign_in("omar")
    answer = client.get(url("my-convocation", assembly.uuid))
    assert b"".join(answer) == pdf
    assert client.get(url("convocation-letter", mine.uuid)).status_code == 200
    assert client.get(url("convocation-letter", other.uuid)).status_code == 404
    page = client.get("/b/acacias/my-letters/")
    assert [(row.title, row.pdf) for row in page.context["letters"]] == [
        (assembly.title, "governance:convocation-letter")
    ]
    assert url("convocation-letter", mine.uuid) in text(page)


def test_the_notice_for_the_hall_speaks_the_languages_of_the_building(sign_in, db):
    from pypdf import PdfReader

    with inside():
        assembly = made()
    answer = sign_in("amir").get(url("hall-notice", assembly.uuid))
    reader = PdfReader(io.BytesIO(b"".join(answer)))
    assert len(reader.pages) == 2
    assert ["19:00" in page.extract_text() for page in reader.pages] == [True, True]


# Called off, followed


def test_calling_off_needs_a_reason_and_tells_everybody(sign_in, db):
    with inside():
        assembly = sent()
    client = sign_in("sophie")
    page = client.post(url("call-off", assembly.uuid), {"reason": ""})
    assert "reason" in page.context["form"].errors
    page = client.post(url("call-off", assembly.uuid), {"reason": "Snow"}, follow=True)
    assert messages(page) == [
        "The assembly is called off: whoever was convened is told."
    ]
    with inside():
        work()
        cancellation = Assembly.objects.get(pk=assembly.pk).cancellation
        letter = cancellation.letters.get()
    page = client.get(url("convocation", assembly.uuid))
    assert url("called-off", cancellation.uuid) in text(page)
    page = client.get(url("called-off", cancellation.uuid))
    assert page.context["state"].emails_sent == 1
    mine = sign_in("omar").get(url("cancellation-letter", letter.uuid))
    assert b"".join(mine).startswith(b"%PDF-")
    page = sign_in("sophie").post(url("call-off", assembly.uuid), {"reason": "Again"})
    assert page.context["form"].non_field_errors() == ["This assembly was called off."]


@pytest.mark.parametrize(
    ("page", "how", "days"),
    [("second-session", "adjourned_at", 15), ("new-meeting", "closed_at", 30)],
)
def test_what_follows_is_proposed_on_the_first_possible_day(
    sign_in, db, page, how, days
):
    with inside():
        first = ended(how)
    client = sign_in("amir")
    shown = client.get(url(page, first.uuid))
    proposed = shown.context["form"].initial["starts_at"]
    assert proposed == first.starts_at + timedelta(days=days)


def test_a_second_session_is_planned_and_then_convened(sign_in, db):
    with inside():
        announced = in_days(40)
        first = ended("adjourned_at", second_at=announced)
    client = sign_in("amir")
    shown = client.get(url("second-session", first.uuid))
    assert shown.context["form"].initial["starts_at"] == announced
    past = {"starts_at_0": "2020-01-01", "starts_at_1": "19:00"}
    page = client.post(url("second-session", first.uuid), past | _moment(in_days(-9)))
    assert "starts_at" in page.context["form"].errors
    page = client.post(url("second-session", first.uuid), _moment(in_days(5)))
    assert "starts_at" in page.context["form"].errors
    page = client.post(
        url("second-session", first.uuid), _moment(announced), follow=True
    )
    assert messages(page) == ["The meeting is planned: now convene it."]


def _moment(at):
    return {"starts_at": timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")}


# Words


@pytest.mark.parametrize("problem", Problem)
def test_every_finding_has_its_sentence(acacias, problem):
    draft = sound()
    item = draft.items.first()
    point = Point(1, Subject.WORKS, True, True, item.title, str(item.uuid))
    names, today = ("accounts", "budget"), timezone.localdate()
    if problem is Problem.FEW_QUOTES:
        names = ("1", "5000.00", "Assembly of 2024, point 8")
    finding = Finding(problem, names, today, point)
    assert finding_sentence(finding).endswith((".", "it."))
    [one] = told([finding], draft, "acacias")
    assert (one.code, bool(one.url) == bool(one.label)) == (problem.value, True)


@pytest.mark.parametrize(
    "error",
    [
        errors.NotYetConvened(None),
        errors.CalledOff(None),
        errors.MeetingBegun(None),
        errors.NotAdjourned(None),
        errors.NothingMissedByAbsence(None),
        errors.FollowedAlready(None),
        errors.TooSoonAfter(timezone.localdate()),
        errors.CannotConvene([Finding(Problem.EMPTY), Finding(Problem.PAST)]),
    ],
)
def test_every_refusal_has_its_sentence(error):
    assert sentence(error).endswith(".")


# Statements

CONTROL = ("SAVEPOINT", "RELEASE", "SET TRANSACTION", "SELECT set_config")


def count(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum(not query["sql"].startswith(CONTROL) for query in captured)


def test_a_draft_takes_as_many_statements_for_any_agenda(sign_in, db):
    with inside():
        furnish()
        one, three = sound(), sound(titles=["Roof", "Hall", "Bikes"])
    client = sign_in("sophie")
    found = [count(client, url("convocation", each.uuid)) for each in (one, three)]
    assert found[0] == found[1] <= 12


def test_the_letters_take_as_many_statements_for_any_number(sign_in, db):
    with inside():
        one, three = made("omar"), made()
        few, many = called_off("omar"), called_off("omar", "clara", "jean")
    client = sign_in("sophie")
    found = [count(client, url("convocation", each.uuid)) for each in (one, three)]
    assert found[0] == found[1] <= 12
    found = [count(client, url("called-off", each.uuid)) for each in (few, many)]
    assert found[0] == found[1] <= 12


def test_my_letters_take_as_many_statements_for_any_number(sign_in, db):
    client = sign_in("omar")
    found = []
    for _times in range(2):
        with inside():
            sent(emails=[])
        found.append(count(client, "/b/acacias/my-letters/"))
    assert found[0] == found[1]
