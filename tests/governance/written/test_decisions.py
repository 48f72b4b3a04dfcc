"""Written decisions: what is refused, who must agree, and that it ends once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.errors import NoSyndic
from buildings.models import Holding, LibraryDocument, Lot, Mandate
from governance.errors.assemblies import NotForOwners
from governance.errors.meeting import SharesIncomplete
from governance.errors.written import (
    AnsweredAlready,
    MinutesDrawn,
    NeedsDeed,
    NoCandidate,
    NoLotNow,
    NotEndedYet,
    NothingDecided,
    NotSentYet,
    NotTheRepresentative,
    SignedOnWrongDay,
    UntilPassed,
    WrittenEnded,
    WrittenGone,
    WrittenSent,
)
from governance.models import Decision, WrittenDecision
from governance.queries.written import progress_of, sealed_text
from governance.services import written as services
from governance.services.written_minutes import draw_minutes
from governance.subjects import Subject
from governance.tasks import settle
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.documents import library_document
from tests.governance.written import making
from tests.sql import changed as sql
from tests.sql import refused


def outcome(decision):
    return making.fresh(decision).outcome


def told():
    found = Delivery.objects.filter(event__startswith="written:")
    return sorted(found.values_list("address", flat=True))


def test_all_agree_and_it_is_decided_at_that_moment(acacias):
    decision = making.sent(amount="100.00")
    making.agree(decision, "H1")
    making.agree(decision, "H2")
    assert outcome(decision) == ""
    making.on_paper(decision, "H3")
    assert outcome(decision) == "adopted"
    entry = Decision.objects.get()
    assert (entry.number, entry.is_adopted, entry.majority) == (1, True, "unanimity")
    assert (entry.written, entry.item) == (decision, None)
    assert (entry.text_fr, entry.text_nl) == (
        "Le hall est repeint.",
        "De hal wordt geschilderd.",
    )
    assert entry.result == {
        "for": 1000,
        "against": 0,
        "abstain": 0,
        "blank": 0,
        "total": 1000,
        "needed": 1000,
        "adopted": True,
        "written": True,
    }
    assert entry.tasks.get().budget == entry.amount
    assert told() == ["clara@example.org", "omar@example.org", "sophie@example.org"]


def test_one_refusal_rejects_it(acacias):
    decision = making.sent()
    making.agree(decision, "H1")
    making.agree(decision, "H2", is_agreed=False, reason="Too dear.")
    assert outcome(decision) == "rejected"
    entry = Decision.objects.get()
    assert (entry.is_adopted, entry.effect, entry.tasks.count()) == (False, "", 0)
    assert (entry.result["for"], entry.result["against"]) == (500, 300)
    with pytest.raises(WrittenEnded):
        making.agree(decision, "H3")


def test_an_answer_is_given_once_to_the_text_that_was_sent(acacias):
    decision = making.sent()
    answer = making.agree(decision, reason="A reason to agree is not asked.")
    assert (answer.sha256, answer.way, answer.reason) == (
        sealed_text(decision),
        "online",
        "",
    )
    for again in (making.agree, making.on_paper):
        with pytest.raises(AnsweredAlready):
            again(decision, "H1")


def test_who_may_answer(acacias):
    decision = making.sent()
    holding = cast.holding("H3")
    with pytest.raises(NotTheRepresentative):
        services.answer_written(
            decision,
            holding,
            signer=making.owner("omar"),
            is_agreed=True,
            origin="",
            by=None,
        )
    Holding.objects.filter(pk=holding.pk).update(representative=None)
    with pytest.raises(NotTheRepresentative):
        making.on_paper(decision)
    found = progress_of(decision, total=1000, today=timezone.localdate())
    assert [one.codes for one in found.suspended] == ["C"]
    assert found.standing.is_possible is False


def test_a_buyer_agrees_as_well(acacias):
    decision = making.sent()
    making.agree(decision, "H1")
    making.agree(decision, "H2")
    making.sell("B", "H3")
    with pytest.raises(NoLotNow):
        making.on_paper(decision, "H2")
    making.agree(decision, "H3")
    assert outcome(decision) == "adopted"
    found = progress_of(making.fresh(decision), total=1000, today=timezone.localdate())
    assert [str(answer.holding) for answer in found.former] == ["Clara Élise"]
    assert (found.standing.heads, found.standing.shares_agreed) == (2, 1000)


def test_a_lot_that_goes_to_somebody_who_agreed_decides_it(acacias):
    decision = making.sent()
    making.agree(decision, "H1")
    making.agree(decision, "H2")
    assert services.settle_written(decision, origin="", by=None) is None
    making.sell("C", "H2")
    assert services.settle_written(decision, origin="", by=None).outcome == "adopted"
    assert services.settle_written(decision, origin="", by=None) is None
    assert Decision.objects.count() == 1


def test_the_last_day_is_in_time_and_the_next_is_not(acacias):
    today, yesterday = making.long_ago(until=0), making.long_ago(until=-1)
    making.agree(today)
    with pytest.raises(UntilPassed):
        making.agree(yesterday)
    making.past(closes_on=-1)
    assert settle() == 2
    assert (outcome(today), outcome(yesterday)) == ("", "expired")
    assert Decision.objects.get().is_adopted is False
    assert settle() == 0


def test_what_is_sold_after_the_last_day_changes_nothing(acacias):
    """The owners of the last day decide: they had not all agreed."""
    decision = making.long_ago(until=-1)
    making.sell("B", "H1")
    assert services.settle_written(decision, origin="", by=None).outcome == "expired"


def test_the_text_is_frozen_and_sealed(acacias):
    decision = making.prepared()
    changed = services.change_written(
        decision, making.written_draft(motion={"fr": "Oui."}), by=None
    )
    assert (changed.motion_fr, changed.motion_nl) == ("Oui.", "")
    sent = services.send_written(decision, by=None)
    assert sent.sha256 == sealed_text(sent)
    with pytest.raises(WrittenSent):
        services.change_written(decision, making.written_draft(), by=None)
    with pytest.raises(WrittenSent):
        services.discard_written(decision, by=None)
    one = WrittenDecision.objects.filter(pk=decision.pk)
    with refused("governance_writtendecision"):
        one.update(motion_fr="Non.")
    with refused("governance_writtendecision"):
        sql("DELETE FROM governance_writtendecision")
    with refused("its decision was sent"):
        sent.documents.create(version=library_document().versions.get())
    with refused("of another text"):
        sent.answers.create(
            holding=cast.holding("H1"),
            owner=making.owner("omar"),
            is_agreed=True,
            way="online",
            sha256="0" * 64,
            signed_on=timezone.localdate(),
        )


def test_the_seal_changes_with_everything_that_is_asked(acacias):
    version = library_document().versions.select_related("document").get()
    LibraryDocument.objects.update(audience=LibraryDocument.Audience.OWNERS)
    version.refresh_from_db()
    decision = making.prepared()
    seals = {sealed_text(decision)}
    for change in (
        {"amount": "1.00"},
        {"subject": Subject.OTHER},
        {"until": making.day(31)},
        {"text": {"nl": "Mooi"}},
        {"documents": [version]},
        {"subject": Subject.AUDITOR, "candidate": "Ann"},
        {"subject": Subject.AUDITOR, "candidate": "Bob"},
    ):
        draft = making.written_draft(**change)
        changed = services.change_written(decision, draft, by=None)
        seals.add(sealed_text(making.fresh(changed)))
    assert len(seals) == 8


def test_an_election_names_its_candidate(acacias):
    with pytest.raises(NoCandidate):
        making.prepared(subject=Subject.AUDITOR)
    decision = making.sent(subject=Subject.AUDITOR, candidate="Ann")
    with refused("governance_writtendecision"):
        WrittenDecision.objects.filter(pk=decision.pk).update(candidate="Bob")
    for code in ("H1", "H2", "H3"):
        making.agree(decision, code)
    assert Decision.objects.get(written=decision).candidate == "Ann"


def test_nobody_is_elected_by_another_decision(acacias):
    assert making.prepared(candidate="Ann").candidate == ""


def test_a_document_that_not_all_read_is_not_attached(acacias):
    LibraryDocument.objects.filter(pk=library_document().pk).update(audience="office")
    version = LibraryDocument.objects.get().versions.select_related("document").get()
    with pytest.raises(NotForOwners):
        making.prepared(documents=[version])
    assert WrittenDecision.objects.count() == 0


@pytest.mark.parametrize(
    ("subject", "error"),
    [
        (Subject.SHARES, NeedsDeed),
        (Subject.DISPOSAL, NeedsDeed),
        (Subject.INFORMATION, NothingDecided),
    ],
)
def test_what_cannot_be_decided_in_writing(acacias, subject, error):
    with pytest.raises(error):
        making.prepared(subject=subject)


def test_what_is_asked_of_nobody_yet(acacias):
    decision = making.prepared()
    with pytest.raises(NotSentYet):
        making.agree(decision)
    with pytest.raises(NotEndedYet):
        draw_minutes(decision, by=None)
    services.discard_written(decision, by=None)
    with pytest.raises(WrittenGone):
        services.send_written(decision, by=None)


def test_it_is_sent_when_everybody_is_known_and_has_time(acacias):
    with pytest.raises(UntilPassed):
        services.send_written(making.prepared(until=making.day(0)), by=None)
    decision = making.prepared(until=making.day(1))
    Mandate.objects.update(until=timezone.localdate())
    with pytest.raises(NoSyndic):
        services.send_written(decision, by=None)
    Mandate.objects.update(until=timezone.localdate() + timedelta(days=9))
    Lot.objects.filter(code="B").update(shares=299)
    with pytest.raises(SharesIncomplete):
        services.send_written(decision, by=None)


def test_a_paper_is_signed_between_the_sending_and_today(acacias):
    decision = making.sent()
    for day in (-1, 1):
        with pytest.raises(SignedOnWrongDay):
            making.on_paper(decision, signed_on=making.day(day))
    answer = making.on_paper(decision, is_agreed=False, reason="No.")
    assert (answer.way, answer.reason, answer.owner.code) == ("paper", "No.", "jean")


def test_the_syndic_withdraws_for_a_reason(acacias):
    decision = making.sent()
    services.withdraw_written(decision, reason="Wrong price", origin="", by=None)
    assert outcome(decision) == "withdrawn"
    assert Decision.objects.count() == 0
    with pytest.raises(WrittenEnded):
        services.withdraw_written(decision, reason="x", origin="", by=None)
    with pytest.raises(NotEndedYet):
        draw_minutes(decision, by=None)


def test_each_holding_gets_a_letter_and_the_form(acacias):
    decision = making.sent(amount="1000.00")
    run_all()
    letters = decision.letters.order_by("holding__code")
    assert [(one.name, one.language) for one in letters] == [
        ("Omar Haddad", "fr"),
        ("Clara Élise", "nl"),
        ("Jean Moreau", "fr"),
    ]
    assert Delivery.objects.filter(event__startswith="written-letter:").count() == 3
    # Who has answered everything is not written to any more.
    making.agree(decision, "H1", is_agreed=False)
    waiting = Delivery.objects.filter(state=Delivery.State.WITHDRAWN)
    assert waiting.count() == 3


def test_the_minutes_are_drawn_up_once_in_each_language(acacias):
    decision = making.adopted(amount="100.00")
    made = draw_minutes(decision, by=cast.user("sophie"))
    assert [one.language for one in made] == ["nl", "fr"]
    titles = LibraryDocument.objects.order_by("pk").values_list("title", "audience")
    assert [audience for _title, audience in titles] == ["owners", "owners"]
    assert "De hal schilderen" in titles[0][0]
    assert "Peindre le hall" in titles[1][0]
    with pytest.raises(MinutesDrawn):
        draw_minutes(decision, by=None)
