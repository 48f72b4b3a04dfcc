"""Minutes: drafted, finished once, entered in the register, signed."""

import pytest
from django.db import DatabaseError, transaction

from buildings.models import Building, LibraryDocument
from governance.errors.minutes import (
    MinutesFinished,
    MinutesNotFinished,
    NoBureau,
    NotASigner,
    NotEnded,
    SignedAlready,
)
from governance.models import Decision, DecisionTask, MinutesDocument
from governance.queries.meeting import meeting_of
from governance.queries.proceedings import record_of
from governance.queries.signing import Signer, own_signers, signers_of, unsigned
from governance.services import minutes as services
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.governance.factories import JEAN, OMAR, decided, opened
from tests.governance.minutes import making

pytestmark = pytest.mark.usefixtures("acacias")


def test_there_are_none_before_the_end():
    assembly = opened()
    assert record_of(assembly) is None
    with pytest.raises(NotEnded):
        services.draft_minutes(assembly, by=None)


def test_they_are_drafted_once():
    assembly = making.held()
    assert making.drafted(assembly) == making.drafted(assembly)
    drafted = AuditEvent.objects.filter(action="minutes.drafted")
    assert drafted.count() == 1


def test_remarks_are_written_until_they_are_finished():
    minutes = making.drafted()
    services.write_notes(minutes, notes="The lift was out of order", by=None)
    services.write_notes(minutes, notes="The lift was out of order", by=None)
    written = AuditEvent.objects.filter(action="minutes.notes_written")
    assert written.count() == 1
    services.finish_minutes(minutes, by=None)
    with pytest.raises(MinutesFinished):
        services.write_notes(minutes, notes="Late", by=None)


def test_finishing_makes_a_document_in_each_language_of_the_building():
    Building.objects.update(languages=["fr", "nl"])
    minutes = making.finished()
    languages = minutes.documents.values_list("language", flat=True)
    assert list(languages) == ["nl", "fr"]
    library = LibraryDocument.objects.filter(category="minutes")
    assert {one.audience for one in library} == {"owners"}
    assert {one.dated_on for one in library} == {minutes.assembly.day}
    assert library.count() == 2


def test_all_languages_where_the_building_has_chosen_none():
    Building.objects.update(languages=[])
    documents = making.finished().documents
    assert list(documents.values_list("language", flat=True)) == [
        *("nl", "fr", "de", "en")
    ]


def test_finishing_enters_every_voted_point_in_the_register():
    making.finished()
    entered = Decision.objects.order_by("number")
    assert [(one.number, one.item.title, one.is_adopted) for one in entered] == [
        (1, "Budget", True),
        (2, "Works", False),
    ]
    budget, works = entered
    assert budget.result == {
        "for": 800,
        "against": 200,
        "abstain": 0,
        "blank": 0,
        "total": 1000,
        "needed": 501,
        "adopted": True,
        "tie": False,
        "cuts": [],
        "presence": None,
        "secret": False,
    }
    # What was amended in two languages is not in a third one as it was proposed.
    texts = [getattr(works, f"text_{code}") for code in ("nl", "fr", "de", "en")]
    assert texts == ["Schilder het blauw", "Peindre en bleu", "", ""]


def test_only_what_was_adopted_gets_a_task():
    making.finished()
    assert [task.decision.number for task in DecisionTask.objects.all()] == [1]


def test_numbers_go_on_in_the_next_assembly():
    making.finished()
    making.finished(making.voted())
    assert list(Decision.objects.values_list("number", flat=True)) == [3, 2, 1]


def test_they_are_finished_once():
    minutes = making.finished()
    with pytest.raises(MinutesFinished):
        services.finish_minutes(minutes, by=None)
    assert MinutesDocument.objects.count() == len(minutes.documents.all())


def test_what_was_decided_needs_a_bureau():
    assembly = opened()
    decided(assembly.items.get(), A="for")
    minutes = making.drafted(making.ended(assembly))
    with pytest.raises(NoBureau):
        services.finish_minutes(minutes, by=None)


def test_a_meeting_without_quorum_has_short_minutes_and_no_decision():
    minutes = making.finished(making.without_quorum())
    assert minutes.documents.count() > 0
    assert Decision.objects.count() == 0
    assert signers_of(minutes)[0].role == "owner"


# Signatures


def test_chair_secretary_and_who_was_still_there_may_sign():
    minutes = making.finished()
    assert [(one.role, one.name) for one in signers_of(minutes)] == [
        ("chair", "Clara Élise"),
        ("secretary", making.SECRETARY),
        ("owner", "Omar Haddad"),
    ]


def test_they_are_signed_when_chair_and_secretary_have_signed():
    minutes = making.finished()
    making.on_paper(minutes, "chair")
    minutes.refresh_from_db()
    assert minutes.signed_at is None
    making.on_paper(minutes, "secretary", "owner")
    minutes.refresh_from_db()
    assert minutes.signed_at is not None
    assert unsigned(minutes) == []
    signed = meeting_of(minutes.assembly).signatures
    assert [(one.role, one.way) for one in signed] == [
        ("chair", "paper"),
        ("secretary", "paper"),
        ("owner", "paper"),
    ]


def test_online_the_hash_of_the_document_is_kept():
    minutes = making.finished()
    [chair, *_others] = signers_of(minutes)
    clara = cast.user("clara")
    signature = services.sign_minutes(minutes, signer=chair, language="nl", by=clara)
    document = minutes.documents.get(language="nl")
    assert (signature.sha256, signature.way) == (document.file.sha256, "online")
    assert (signature.scan, signature.signed_by) == (None, clara)


def test_nobody_signs_twice_and_the_bureau_once():
    minutes = making.finished()
    making.on_paper(minutes, "chair")
    with pytest.raises(SignedAlready):
        making.on_paper(minutes, "chair")
    assert [signer.role for signer in unsigned(minutes)] == ["secretary", "owner"]


def test_who_was_not_there_does_not_sign():
    minutes = making.finished()
    stranger = Signer("owner", "Jean Moreau", "x")
    somebody = cast.user("omar")
    with pytest.raises(NotASigner):
        services.sign_minutes(minutes, signer=stranger, language="fr", by=somebody)
    with pytest.raises(NotASigner):
        services.note_paper_signatures(
            minutes, signers=[stranger], language="fr", scan=making.SCAN, by=None
        )
    assert minutes.signatures.count() == 0


def test_a_draft_is_not_signed():
    minutes = making.drafted()
    with pytest.raises(MinutesNotFinished):
        making.on_paper(minutes, "chair")


class As:
    """The person at work, for the query that asks whose signature he gives."""

    def __init__(self, code):
        holding = cast.holding(code)
        self.own_owners = [holding.representative] if holding.representative else []


def test_everybody_signs_for_himself():
    minutes = making.finished()
    own = own_signers(minutes, As(OMAR), name="Omar Haddad")
    assert [one.name for one in own] == ["Omar Haddad"]
    assert own_signers(minutes, As(JEAN), name="Jean Moreau") == []
    as_secretary = own_signers(minutes, As(JEAN), name=making.SECRETARY)
    assert [one.role for one in as_secretary] == ["secretary"]


# The database


def refused(match):
    return pytest.raises(DatabaseError, match=match)


def test_the_database_keeps_finished_minutes():
    minutes = making.finished()
    with refused("frozen"), transaction.atomic():
        minutes.documents.all().delete()
    with refused("frozen"), transaction.atomic():
        minutes.notes = "Other"
        minutes.save()


def test_the_database_keeps_the_register():
    making.finished()
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(is_adopted=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.all().delete()
    first = Decision.objects.first()
    first.pk, first.number, first.item = None, 9, None
    with refused("does not follow"), transaction.atomic():
        first.save()
