"""Two closed quarters in a row above 25 %: members are asked on their next agenda, once."""

from datetime import date, timedelta

from django.utils import timezone

from governance.models import Assembly
from governance.queries.drafts import AssemblyDraft
from governance.queries.treatment import Treatment, treatment_of
from governance.services.assemblies import discard_assembly, prepare_assembly
from tests.transparency.publishing.making import NOW, close, ran, spend
from transparency.models import SurplusQuestion
from transparency.public.derivation import derive
from transparency.queries.gathering import gather


def begun(days=40):
    draft = AssemblyDraft(
        starts_at=timezone.now() + timedelta(days=days), place="Brussels"
    )
    return prepare_assembly(
        draft,
        kind=Assembly.Kind.ORDINARY,
        languages=["fr", "nl"],
        budget=None,
        by=None,
    )


def asked(assembly):
    return list(assembly.items.filter(title_en__contains="surplus"))


def question():
    return SurplusQuestion.objects.get()


def test_the_point_is_on_the_draft_with_the_figures_in_each_language(asbl):
    draft = begun()
    ran(cost="8.99")
    close(2025, 1)
    assert asked(draft) == []
    close(2025, 2)
    [point] = asked(draft)
    assert "Q1 2025: revenue €36.00, costs €26.97, surplus €9.03 (25.08 %" in (
        point.text_en
    )
    for language in ("nl", "fr", "de", "en"):
        assert all(
            getattr(point, f"{name}_{language}") for name in ("title", "text", "motion")
        )
    assert treatment_of(question().item) is Treatment.ON_AGENDA


def test_exactly_a_quarter_of_the_revenue_asks_nobody(asbl):
    begun()
    ran(cost="9.00")
    close(2025, 1, 2, 3)
    assert not SurplusQuestion.objects.exists()


def test_one_quarter_above_asks_nobody(asbl):
    ran(cost="8.99")
    spend(date(2025, 4, 1), date(2025, 7, 1), "5.00")
    close(2025, 1, 2, 3)
    assert not SurplusQuestion.objects.exists()


def test_without_a_draft_it_waits_for_the_next_assembly(asbl):
    ran(cost="8.99")
    close(2025, 1, 2)
    assert treatment_of(question().item) is Treatment.WAITING
    assert len(asked(begun())) == 1
    assert treatment_of(question().item) is Treatment.ON_AGENDA


def test_it_is_asked_once(asbl):
    ran(cost="8.99")
    close(2025, 1, 2)
    first = begun()
    close(2025, 3)
    assert SurplusQuestion.objects.count() == 1
    assert len(asked(first)) == 1
    assert asked(begun(days=80)) == []


def test_a_draft_that_is_discarded_lets_it_wait_again(asbl):
    ran(cost="8.99")
    close(2025, 1, 2)
    discard_assembly(begun(), by=None)
    assert treatment_of(question().item) is Treatment.WAITING
    assert len(asked(begun())) == 1


def test_of_two_drafts_the_first_to_be_held_asks(asbl):
    later, sooner = begun(days=80), begun(days=40)
    ran(cost="8.99")
    close(2025, 1, 2)
    assert (len(asked(later)), len(asked(sooner))) == (0, 1)


def test_it_is_published_that_members_are_asked(asbl):
    ran(cost="8.99")
    close(2025, 1, 2)
    figures = derive(gather(NOW), today=date(2025, 10, 6), as_of="")
    assert figures.asks_members


def test_it_tells_of_the_quarters_that_asked_though_later_ones_were_better(asbl):
    ran(cost="8.99")
    spend(date(2025, 7, 1), date(2025, 10, 1), "2.00")
    close(2025, 1, 2, 3)
    [point] = asked(begun())
    assert "Q1 2025" in point.text_en
    assert "Q3 2025" not in point.text_en


def test_an_assembly_of_a_building_is_begun_as_before(acacias):
    assert asked(begun()) == []
