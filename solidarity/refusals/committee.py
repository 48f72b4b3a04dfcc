"""What the committee, its seats, offers and appeals refuse, told to a person."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from solidarity import errors
from solidarity.errors import committee
from solidarity.proposing import Problem

#: at which field of the proposal a problem is said; the others are of the form
FIELDS = {
    Problem.AMOUNT: ("amount",),
    Problem.MONTHS: ("months",),
    Problem.PERCENT: ("percent",),
    Problem.REASON_NEEDED: ("derogation",),
    Problem.REASON_SPARE: ("derogation",),
}


def sentence(error: errors.SolidarityError) -> str:
    """Say why nothing was changed."""
    match error:
        case committee.WrongProposal():
            return _problem(error.problem)
        case committee.WrongMoment():
            latest = timezone.localtime(error.latest)
            return _("The vote ends later than now, and by %(moment)s.") % {
                "moment": date_format(latest, "SHORT_DATETIME_FORMAT")
            }
    found = _of_seats() | _of_files() | _of_votes() | _of_appeals()
    return found[type(error)]


def fields_of(error: errors.SolidarityError) -> tuple[str, ...]:
    """Return the fields at which it may be said."""
    match error:
        case committee.WrongProposal():
            return FIELDS.get(error.problem, ())
        case committee.WrongMoment():
            return ("until",)
        case committee.SessionClosed() | committee.SessionNotBegun():
            return ("session",)
        case committee.ReasonsMissing():
            return ("reasons",)
    return ()


def _problem(problem: Problem) -> str:
    return {
        Problem.AMOUNT: _("The amount lies outside the terms of this kind of help."),
        Problem.MONTHS: _("The months lie outside the terms of this kind of help."),
        Problem.PERCENT: _("The rate lies outside the terms of this kind of help."),
        Problem.EXCLUDED: _(
            "A condition is not met that nobody can waive: no help can be proposed. The "
            "committee can vote on a refusal."
        ),
        Problem.NOT_SO: _(
            "With these figures a condition is not met that the committee cannot waive: "
            "propose another amount or other months."
        ),
        Problem.REASON_NEEDED: _("A condition is not met: say why it is waived."),
        Problem.REASON_SPARE: _("Every condition is met: leave this empty."),
    }[problem]


def _of_seats() -> dict[type, str]:
    return {
        committee.SeatTaken: _(
            "Every seat of this kind is held on some of these days: end one first, or "
            "choose other days."
        ),
        committee.PersonSeated: _("This person holds a seat on some of these days."),
        committee.SeatDays: _(
            "A seat ends after it began, and two years later at the latest."
        ),
        committee.TermsUsed: _(
            "This person has held such a seat twice: a term is renewed once."
        ),
        committee.FirmMissing: _("Choose the firm of the syndic."),
        committee.FirmSpare: _("Only a professional syndic sits for a firm."),
        committee.SeatOver: _(
            "A seat ends today or later, and before the last day of its term."
        ),
        committee.SeatEnded: _("You hold no seat of the committee any more."),
    }


def _of_files() -> dict[type, str]:
    return {
        committee.Recused: _(
            "You take no part in this request: it stays closed to you."
        ),
        committee.RecusedAlready: _("You take no part in this request already."),
        committee.NotBefore: _("This request is not before the committee now."),
        committee.NotOpened: _("Open and read it first."),
        committee.NothingToConfirm: _("There is nothing to confirm on this document."),
        committee.AskedAlready: _("This question was sent already."),
        committee.SessionThere: _("An online session is open already."),
        committee.SessionClosed: _("This session is closed."),
        committee.SessionNotBegun: _("This session has not begun."),
        committee.SessionVotes: _(
            "A vote of this session is open: close it before the session."
        ),
    }


def _of_votes() -> dict[type, str]:
    return {
        committee.CannotSit: _(
            "The committee cannot sit: five seats must be filled, with a social worker "
            "and a lawyer among them."
        ),
        committee.NoRefusal: _(
            "What was asked for can be granted: propose it, and vote on it."
        ),
        committee.VoteThere: _("A vote on this request is open."),
        committee.VoteClosed: _("This vote has been closed."),
        committee.VoteOver: _("The time for ballots is over."),
        committee.TooEarly: _(
            "Ballots that are missing can still change the outcome: wait for them, or "
            "for the end of the vote."
        ),
        committee.EndsOtherwise: _(
            "The vote stands otherwise than when you looked: read it again."
        ),
        committee.ReasonsMissing: _("Write the reasons: the person reads them."),
    }


def _of_appeals() -> dict[type, str]:
    return {
        committee.NoOffer: _("No offer waits for your answer."),
        committee.OfferOver: _("The last day to answer has passed."),
        committee.NotRefused: _("There is no refusal to appeal against."),
        committee.AppealOver: _("The last day to appeal has passed."),
        committee.AppealThere: _("This was recorded already."),
        committee.AppealDecided: _("This appeal has been decided."),
        committee.TookPart: _(
            "You sit on the committee, took part in the decision, or are too close to "
            "the person: another member of the board decides."
        ),
        committee.NotUpheld: _(
            "The assembly decides on a refusal that the board has upheld."
        ),
    }
