"""Why a reminder, a pause or a plan was refused, said to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.errors import LetterError
from finance.errors import (
    BeingSent,
    FinanceError,
    LevelsDoNotRise,
    NotLate,
    PauseEnded,
    PauseInThePast,
    PlanEnded,
    PlanInThePast,
    PlanOutside,
    PlanRunning,
    ReminderGone,
    UnknownLevel,
)
from finance.refusals import books, calls
from koprogo.ui.formatting import money

# What the services of reminders, pauses and plans refuse.
REFUSED = (FinanceError, LetterError, *books.REFUSED)


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    if isinstance(error, PlanOutside):
        language = get_language()
        return _(
            "A plan covers at least what is overdue, %(least)s, and at most what is "
            "owed, %(most)s."
        ) % {
            "least": money(error.least, language),
            "most": money(error.most, language),
        }
    sentences = {
        NotLate: _("Nothing is overdue: there is nothing to agree."),
        PlanRunning: _(
            "There is a plan already: withdraw it before you agree another."
        ),
        PlanEnded: _("This plan has ended already."),
        PlanInThePast: _("The first instalment is due today or later."),
        PauseEnded: _("This pause has ended already."),
        PauseInThePast: _("A pause ends on a day to come."),
        LevelsDoNotRise: _(
            "There is at least one level, and each comes more days after the due date "
            "than the one before it."
        ),
        UnknownLevel: _("There is no such level."),
        ReminderGone: _("This reminder was cancelled already."),
        BeingSent: _("This reminder is being sent at this moment."),
    }
    if type(error) in sentences:
        return sentences[type(error)]
    if isinstance(error, books.REFUSED):
        return books.sentence(error)
    return calls.sentence(error)
