"""What the committee's services refuse. Nothing was changed."""

from solidarity.errors.base import SolidarityError

# Seats


class SeatTaken(SolidarityError):
    """Every seat of this kind is held on some of these days."""


class PersonSeated(SolidarityError):
    """This person holds a seat on some of these days."""


class SeatDays(SolidarityError):
    """A seat ends after it began, and two years later at the latest."""


class TermsUsed(SolidarityError):
    """This person held such a seat twice."""


class FirmMissing(SolidarityError):
    """A professional syndic sits with his firm, whose mandates recuse him."""


class FirmSpare(SolidarityError):
    """Only a professional syndic sits for a firm."""


class SeatOver(SolidarityError):
    """The seat has ended by then, or the day has passed."""


# Files


class SeatEnded(SolidarityError):
    """Who acts holds no seat today."""


class Recused(SolidarityError):
    """Who acts takes no part in this request."""


class RecusedAlready(SolidarityError):
    """This was declared or found before, and stays."""


class NotBefore(SolidarityError):
    """The request is not before the committee."""


class NotOpened(SolidarityError):
    """Who acts has not opened the file, or the paper, that it is about."""


class NothingToConfirm(SolidarityError):
    """This paper is not for the committee to confirm, or it is confirmed."""


class AskedAlready(SolidarityError):
    """This form was sent before: the question is there."""


# Sessions


class SessionThere(SolidarityError):
    """An online session is open already."""


class SessionClosed(SolidarityError):
    """The session is closed: it takes nothing more."""


class SessionNotBegun(SolidarityError):
    """The session begins later."""


class SessionVotes(SolidarityError):
    """A vote of the session is still open."""


# Votes


class CannotSit(SolidarityError):
    """Too few seats are filled, or the social worker or the lawyer is missing."""


class WrongProposal(SolidarityError):
    """The terms cannot be proposed; ``problem``: of ``solidarity.proposing``."""

    def __init__(self, problem):
        super().__init__(problem)
        self.problem = problem


class NoRefusal(SolidarityError):
    """What was asked for can be granted: it is proposed, and voted down at most."""


class WrongMoment(SolidarityError):
    """A vote ends later than now, and by ``latest``."""

    def __init__(self, latest):
        super().__init__(latest)
        self.latest = latest


class VoteThere(SolidarityError):
    """A vote on this request is open."""


class VoteClosed(SolidarityError):
    """Somebody has closed the vote."""


class VoteOver(SolidarityError):
    """The last moment for a ballot has passed."""


class TooEarly(SolidarityError):
    """Ballots that are missing could change the outcome, and there is time for them."""


class EndsOtherwise(SolidarityError):
    """The vote does not end, or ends no more, as it was looked at."""


class ReasonsMissing(SolidarityError):
    """The person is owed the reasons of a decision."""


# Offers and appeals


class NoOffer(SolidarityError):
    """No offer waits for an answer: it was answered, or lapsed."""


class OfferOver(SolidarityError):
    """The last day to answer has passed."""


class NotRefused(SolidarityError):
    """Only a refusal that stands can be appealed."""


class AppealOver(SolidarityError):
    """The last day to appeal has passed."""


class AppealThere(SolidarityError):
    """This refusal was appealed already."""


class AppealDecided(SolidarityError):
    """The appeal is decided: it stays."""


class TookPart(SolidarityError):
    """Who decides on an appeal sits on the committee, took part, or is too close."""


class NotUpheld(SolidarityError):
    """The assembly decides after the board upheld the refusal."""
