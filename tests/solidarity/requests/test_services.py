"""What the services of a request promise: once, sealed, by the terms, on time."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.documents.intake import take_in
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery
from solidarity.answers import ASKED, Section
from solidarity.eligibility import Rule, Verdict
from solidarity.errors import requests as errors
from solidarity.models import (
    Aid,
    Question,
    Request,
    RequestConsent,
    RequestKey,
    Session,
    Vote,
)
from solidarity.queries.known import known
from solidarity.queries.membership import is_member, memberships_of, self_hosted
from solidarity.queries.requests import analysis_of, open_request
from solidarity.scoring import Urgency
from solidarity.services import requests as services
from solidarity.terms import Kind
from solidarity.vault import open_vault
from tests.solidarity import making
from tests.solidarity.requests import filling
from tests.sql import rows

State = Request.State


@pytest.fixture
def omar(fund):
    return making.person("omar")


def found_of(request):
    return analysis_of(request, open_vault(request))


def read(request):
    return Request.objects.get(pk=request.pk)


# Drafts


def test_there_is_one_draft(omar):
    first = services.begin_request(by=omar)
    assert services.begin_request(by=omar) == first
    assert services.begin_request(by=making.person("clara")) != first
    with pytest.raises(IntegrityError):
        Request.objects.create(code="X", applicant=omar)


def test_a_code_has_eight_plain_signs(omar):
    code = services.begin_request(by=omar).code
    assert len(code) == 8
    assert not set(code) & set("01OI")


def test_a_draft_is_sealed(omar):
    filling.draft(papers=True)
    written = str(rows("SELECT * FROM solidarity_request"))
    written += str(rows("SELECT * FROM solidarity_paper"))
    written += str(rows("SELECT * FROM documents_file"))
    for word in ("Achterberg", "hospital", "1480", "Kwekerij", "539007547034", ".pdf"):
        assert word not in written


def test_months_that_no_longer_fit_are_asked_again(omar):
    draft = filling.draft()
    said = making.answers(kind=Kind.WORKS, amount=Decimal("6000.00"))
    _save(draft, Section.HELP, said, by=omar)
    assert open_request(read(draft))[1].months is None
    with pytest.raises(errors.NotSaidYet) as refused:
        services.send_request(draft, origin="", by=omar)
    assert refused.value.sections == {Section.PLAN: ["months"]}


def test_an_amount_too_small_for_its_months_takes_them_back(omar):
    draft = filling.draft()
    _save(draft, Section.HELP, making.answers(amount=Decimal("0.05")), by=omar)
    assert open_request(read(draft))[1].months is None


def test_a_draft_is_erased_with_its_documents(omar):
    draft = filling.draft(papers=True)
    services.discard_draft(draft, by=omar)
    assert not Request.objects.exists()
    assert not RequestKey.objects.exists()
    assert not File.objects.exists()
    with pytest.raises(errors.AlreadySent):
        services.discard_draft(filling.sent(), by=omar)


def _save(request, section, said, *, by):
    values = {name: getattr(said, name) for name in ASKED[section]}
    return services.save_section(request, section, values, by=by)


# Sending


@pytest.mark.parametrize("lacks", [("processing",), ("accuracy",), ()])
def test_two_consents_are_needed(omar, lacks):
    given = {"processing", "accuracy"} - set(lacks) if lacks else set()
    draft = filling.draft(consents=given)
    with pytest.raises(errors.NotSaidYet) as refused:
        services.send_request(draft, origin="", by=omar)
    assert set(refused.value.consents) == {"processing", "accuracy"} - given


def test_an_answer_that_is_missing_keeps_it(omar):
    draft = filling.draft(reason="")
    with pytest.raises(errors.NotSaidYet) as refused:
        services.send_request(draft, origin="", by=omar)
    assert refused.value.sections == {Section.REASON: ["reason"]}


@pytest.mark.parametrize(
    ("changes", "deadline"),
    [
        ({}, timedelta(days=15)),
        ({"kind": Kind.EMERGENCY, "amount": Decimal("900.00")}, timedelta(days=7)),
    ],
)
def test_a_complete_request_has_its_deadline(omar, changes, deadline):
    request = filling.sent(**changes)
    assert request.state == State.COMPLETE
    assert request.decide_by == timezone.localdate(request.complete_at) + deadline
    assert request.decide_at is None
    assert request.terms is not None


@pytest.mark.parametrize(("days", "urgent"), [(29, True), (30, False)])
def test_an_eviction_within_thirty_days_is_urgent(omar, days, urgent):
    day = filling.today() + timedelta(days=days)
    request = filling.sent(urgency=Urgency.EVICTION, eviction_on=day)
    assert request.is_urgent is urgent
    if urgent:
        waited = request.decide_at - request.complete_at
        assert waited == timedelta(hours=72)


def test_without_documents_it_waits_and_becomes_complete_by_itself(omar):
    draft = filling.draft()
    request = services.send_request(draft, origin=filling.ORIGIN, by=omar)
    assert (request.state, request.decide_by) == (State.INCOMPLETE, None)
    filling.complete(request)
    request.refresh_from_db()
    assert request.state == State.COMPLETE
    assert request.complete_at > request.submitted_at
    events = set(Delivery.objects.values_list("event", flat=True))
    assert any(event.startswith("request-complete-") for event in events)


def test_the_receipt_is_neutral_and_in_his_language(omar):
    omar.language = "fr"
    omar.save()
    request = filling.sent()
    [mail] = Delivery.objects.all()
    assert mail.event == f"request-receipt:{request.uuid}"
    assert (mail.language, mail.address) == ("fr", omar.email)
    assert f"{filling.ORIGIN}/fonds-solidarite/demande" in mail.body


def test_sending_twice_is_once(omar):
    request = filling.sent()
    with pytest.raises(errors.AlreadySent):
        services.send_request(request, origin="", by=omar)
    assert Delivery.objects.count() == 1


def test_the_record_says_neither_who_nor_what(omar):
    filling.sent()
    events = AuditEvent.objects.filter(action__startswith="fund_request.")
    assert [(one.action, one.actor, one.data) for one in events] == [
        ("fund_request.sent", None, {})
    ]


def test_who_is_excluded_is_told_and_not_refused(omar):
    request = filling.sent(properties=2)
    found = found_of(request)
    assert found.verdict == Verdict.EXCLUDED
    failing = {line.rule for line in found.lines if line.excludes}
    assert failing == {Rule.MEMBER, Rule.PROPERTIES}
    assert request.state == State.COMPLETE


def test_a_member_is_one(omar):
    row = filling.member()
    request = filling.sent(participation=str(row.uuid))
    assert found_of(request).verdict == Verdict.OPEN


# Membership


def test_through_whom_somebody_takes_part(omar):
    row = filling.member()
    on = filling.today()
    for name in ("omar", "clara", "voter"):
        assert [one.uuid for one in memberships_of(making.person(name), on=on)] == [
            row.uuid
        ]
        assert is_member(str(row.uuid), user=making.person(name), on=on)
    for name in ("bea", "stijn"):
        assert memberships_of(making.person(name), on=on) == []
        assert not is_member(str(row.uuid), user=making.person(name), on=on)
    for text in ("", "none", "acacias"):
        assert not is_member(text, user=omar, on=on)


def test_without_contribution_nobody_is_a_member(omar):
    row = filling.member(way="free")
    assert memberships_of(omar, on=filling.today()) == []
    assert not is_member(str(row.uuid), user=omar, on=filling.today())


def test_who_hosts_itself_is_known_by_number(omar):
    row = filling.member(building=False, way="self_hosted", kbo="0403170701")
    on = filling.today()
    assert self_hosted("0403170701", by=omar, on=on).uuid == row.uuid
    assert is_member(str(row.uuid), user=omar, on=on)
    assert self_hosted("0451899343", by=omar, on=on) is None


def test_what_is_known_of_earlier_help(omar):
    answers = making.answers()
    on = filling.today()
    assert known(omar, answers, on=on).repays_regularly
    aid = making.running()
    found = known(omar, answers, on=on)
    assert (found.last_of_kind, found.repays_regularly) == (on, True)
    other = known(making.person("clara"), answers, on=on)
    assert other.last_of_kind is None
    Aid.objects.filter(pk=aid.pk).update(state="written_off", ended_at=timezone.now())
    assert not known(omar, answers, on=on).repays_regularly


# Afterwards


def test_a_correction_is_looked_at_anew(omar):
    request = filling.sent()
    before = found_of(request)
    _save(request, Section.FINANCES, making.answers(net_income=Decimal(900)), by=omar)
    after = found_of(read(request))
    assert after.score.total > before.score.total
    assert read(request).state == State.COMPLETE


def test_another_kind_asks_for_other_documents(omar):
    request = filling.sent()
    said = making.answers(kind=Kind.DISPUTE, amount=Decimal("900.00"))
    _save(request, Section.HELP, said, by=omar)
    request.refresh_from_db()
    assert (request.state, request.kind) == (State.INCOMPLETE, Kind.DISPUTE)
    assert request.decide_by is None


def test_nothing_changes_while_the_committee_votes(omar, seats):
    request = filling.sent()
    now = timezone.now()
    Vote.objects.create(
        request=request,
        session=Session.objects.create(kind="online", begins_at=now),
        round=1,
        amount=Decimal("3200.00"),
        months=24,
        until=now + timedelta(days=1),
    )
    with pytest.raises(errors.VoteIsOpen):
        _save(request, Section.HELP, making.answers(), by=omar)
    with pytest.raises(errors.VoteIsOpen):
        services.give_consents(request, {"processing", "accuracy"}, by=omar)


def test_what_is_decided_stays(omar):
    request = filling.sent()
    making.decided(request, "refused")
    for act in (
        lambda: _save(request, Section.HELP, making.answers(), by=omar),
        lambda: filling.add(request, "other", take_in("a.pdf", filling.PDF)),
        lambda: services.answer_question(_question(request), "Yes", origin="", by=omar),
    ):
        with pytest.raises(errors.StaysAsItIs):
            act()
    with pytest.raises(errors.NotWithdrawn):
        services.withdraw_request(request, origin="", by=omar)


def _question(request):
    return Question.objects.create(request=request, text="sealed")


def test_withdrawing_takes_an_unsigned_promise_back(omar):
    request = filling.sent()
    aid = making.decided(request).aid
    services.withdraw_request(request, origin="", by=omar)
    aid.refresh_from_db()
    assert (aid.state, read(request).state) == ("void", State.WITHDRAWN)
    running = making.running("clara")
    with pytest.raises(errors.NotWithdrawn):
        services.withdraw_request(running.request, origin="", by=making.person("clara"))


def test_consents_are_kept_when_withdrawn(omar):
    request = filling.sent(consents=("processing", "accuracy", "surety"))
    services.withdraw_consent(request, "surety", by=omar)
    consent = RequestConsent.objects.get(purpose="surety")
    assert consent.withdrawn_at is not None
    services.give_consents(request, {"processing", "accuracy", "surety"}, by=omar)
    assert RequestConsent.objects.filter(purpose="surety").count() == 2
    for purpose in ("accuracy", "processing", "pay_syndic"):
        with pytest.raises(errors.ConsentStays):
            services.withdraw_consent(request, purpose, by=omar)
