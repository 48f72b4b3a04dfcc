"""What a convocation says, to whom, and in which language."""

import io
from decimal import Decimal

import pytest
from django.utils import timezone
from pypdf import PdfReader

from buildings.mailings import letterhead
from buildings.models import AllocationKey, Building, Holding
from governance.exports.convocations import convocation_pdf
from governance.models import ItemDocument
from governance.queries.addressees import addressees
from governance.queries.convocations import compose
from tests.buildings.documents import library_document
from tests.finance.letters import furnish
from tests.governance.convocations.making import ended, in_days, sound
from tests.governance.factories import point


def said(assembly, code, language="en"):
    """Return the pages of the convocation of one owner."""
    today = timezone.localdate()
    [reader] = [one for one in addressees(on=today) if one.owner.code == code]
    reader.owner.language = language
    [text] = compose(assembly, [reader], Building.objects.get())
    pdf = convocation_pdf(text, head=letterhead(on=today), on=today)
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.fixture
def assembly(acacias):
    furnish()
    return sound(
        titles=[],
        is_remote=True,
        remote_access="https://meet.example/acacias",
        second_at=in_days(40),
        period_since=in_days(15).date(),
    )


def test_all_that_the_law_asks_for(assembly):
    assembly.items.all().delete()
    item = point(
        assembly,
        "Renew the roof",
        majority="two-thirds",
        text="It leaks.",
        amount=Decimal("1000.00"),
    )
    version = library_document("Quotes of roofers").versions.get()
    ItemDocument.objects.create(item=item, version=version)
    pages = said(assembly, "omar")
    whole = " ".join(pages)
    for words in (
        "Les Acacias",
        "0833.576.428",
        "Omar Haddad",
        "500 / 1,000",
        "A, K",
        "Hall",
        "19:00",
        "https://meet.example/acacias",
        "Second session",
        "1. Renew the roof",
        "It leaks.",
        "Renew the roof: yes",
        "Two thirds",
        "art. 3.88 §1 1°",
        "Votes are counted by the shares.",
        "Amount of the decision: €1,000.00.",
        "Your part would be €500.00.",
        "Quotes of roofers",
        "How they can be consulted: On KoproGo",
        "Points for this agenda could be proposed in writing until",
        "Form for a proxy",
    ):
        assert words in whole, words
    assert whole.count(f"{len(pages)} / {len(pages)}") == 1
    assert "Proxy for the general assembly" in pages[-1]
    assert "more than three" in pages[-1]
    assert "10 % of all votes" in pages[-1]


def test_the_cost_is_that_of_the_key_and_adds_up_to_the_cent(assembly):
    lift = AllocationKey.objects.get(code="lift")
    point(assembly, "Lift", key=lift, amount=Decimal("100.01"))
    readers = addressees(on=timezone.localdate())
    texts = list(compose(assembly, readers, Building.objects.get()))
    costs = [text.points[-1].cost for text in texts]
    assert sum(costs) == Decimal("100.01")
    assert costs[0] == 0  # the lift key leaves the ground floor out


@pytest.mark.parametrize(
    ("language", "association", "article"),
    [
        ("fr", "Association des copropriétaires", "Code civil, art. 3.88"),
        ("nl", "Vereniging", "Burgerlijk Wetboek, art. 3.88"),
        ("de", "Vereinigung der Miteigentümer", "Zivilgesetzbuch, Art. 3.88"),
    ],
)
def test_it_speaks_the_language_of_its_reader(assembly, language, association, article):
    item = point(assembly, "Peindre le hall")
    item.title_nl, item.title_fr = "De hal schilderen", "Peindre le hall"
    item.save()
    whole = " ".join(said(assembly, "omar", language))
    title = "Peindre le hall" if language == "fr" else "De hal schilderen"
    assert [text for text in (association, article, title) if text not in whole] == []


def test_a_missing_translation_is_shown_in_another_language(assembly):
    item = point(assembly, "Peindre le hall")
    item.title_nl, item.title_fr, item.title_en = "", "Peindre le hall", ""
    item.save()
    assert "Peindre le hall" in " ".join(said(assembly, "clara", "nl"))


def test_suspended_votes_and_an_urgent_meeting_are_said(assembly):
    Holding.objects.filter(code="H3").update(representative=None)
    assembly.urgency = "The roof leaks"
    point(assembly, "Roof")
    for code in ("jean", "fatima"):
        whole = " ".join(said(assembly, code))
        assert "The votes of account H3" in whole
        assert "0 / 1,000" in whole
        assert "The roof leaks" in whole


def test_a_second_session_and_a_meeting_of_those_present_say_what_they_are(acacias):
    furnish()
    first = ended("adjourned_at")
    second = sound(session=2, after=first)
    whole = " ".join(said(second, "omar"))
    assert "Convocation to the second session" in whole
    assert "did not have the quorum" in whole
    new = sound(after=first)
    new.items.update(majority="unanimity", subject="shares")
    new.items.update(present_only=True)
    whole = " ".join(said(new, "omar"))
    assert "were not decided only because owners were absent" in whole
    assert "Unanimity of those who are present or represented" in whole


def test_an_election_names_its_candidate_and_information_has_no_vote(assembly):
    point(
        assembly,
        "Auditor",
        kind="election",
        subject="auditor",
        candidate="Axel Dumont",
        is_secret=True,
    )
    point(assembly, "News", kind="information", majority="", motion="")
    whole = " ".join(said(assembly, "omar"))
    assert "Axel Dumont" in whole
    assert "The ballot is secret." in whole
    assert "Without a vote." in whole
