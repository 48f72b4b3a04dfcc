"""The levels of a building and its own words."""

import io
from decimal import Decimal

import pytest
from django.utils import translation
from pypdf import PdfReader

from finance.errors import LevelsDoNotRise, UnknownLevel
from finance.models import ReminderLevel, ReminderWording
from finance.queries.lateness import ladder
from finance.queries.reminders import own_wordings, wording_of
from finance.reminder_texts import Wording, usual_wording
from finance.reminding import DEFAULT_LEVELS, Level
from finance.services.reminder_levels import set_levels, set_wording
from koprogo.documents.services import read
from tests.finance.letters import furnish
from tests.finance.reminders.arrears import days_ago, due, remind


def test_without_a_row_the_usual_levels_count(acacias):
    assert ladder() == list(DEFAULT_LEVELS)


def test_levels_are_replaced_as_a_whole(acacias):
    set_levels([Level(1, 5), Level(2, 9), Level(3, 20)], by=None)
    set_wording(3, language="fr", subject="Rappel", body="Bonjour", by=None)
    cheap = Level(7, 10, cost=Decimal("3.00"))
    set_levels([Level(9, 5), cheap], by=None)
    assert ladder() == [Level(1, 5), Level(2, 10, cost=Decimal("3.00"))]
    assert ReminderWording.objects.count() == 0


@pytest.mark.parametrize("levels", [[], [Level(1, 9), Level(2, 9)]])
def test_levels_that_do_not_rise(acacias, levels):
    with pytest.raises(LevelsDoNotRise):
        set_levels(levels, by=None)
    assert ReminderLevel.objects.count() == 0


def test_words_are_kept_changed_and_given_up(acacias):
    set_wording(2, language="nl", subject="Aanmaning", body="Een.", by=None)
    set_wording(2, language="nl", subject="Aanmaning", body="Twee.", by=None)
    assert own_wordings() == {(2, "nl"): Wording("Aanmaning", "Twee.")}
    assert [level.position for level in ladder()] == [1, 2, 3]
    set_wording(2, language="nl", subject="", body="", by=None)
    assert own_wordings() == {}
    with pytest.raises(UnknownLevel):
        set_wording(4, language="nl", subject="a", body="b", by=None)


def test_own_words_win_over_ours_in_their_language_only(acacias):
    own = {(1, "fr"): Wording("Rappel", "Bonjour")}
    first = DEFAULT_LEVELS[0]
    assert wording_of(first, "fr", own).subject == "Rappel"
    with translation.override("nl"):
        assert wording_of(first, "nl", own) == usual_wording(first)


@pytest.mark.parametrize("level", DEFAULT_LEVELS, ids=lambda level: level.position)
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_our_words_are_two_short_paragraphs(level, language):
    with translation.override(language):
        words = usual_wording(level)
    assert len(words.paragraphs) == 2
    assert len(words.subject) <= 60


def test_a_letter_says_the_words_of_the_building(acacias):
    furnish()
    set_wording(
        1, language="fr", subject="Petit rappel", body="Bonjour à vous.", by=None
    )
    due(on=days_ago(20))
    letter = remind(on=days_ago(0))["H1"].letter
    assert "Petit rappel" in letter.delivery.subject
    words = " ".join(_words(read(letter.file)).split())
    assert "Bonjour à vous." in words


def _words(data):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
