from solidarity.errors.base import SolidarityError


class AlreadySent(SolidarityError):
    """The request is no draft any more."""


class NotSaidYet(SolidarityError):
    """Something that is needed is not said, or a consent is not given.

    ``sections``: where; ``consents``: which, by their names.
    """

    def __init__(self, sections, consents):
        super().__init__()
        self.sections, self.consents = sections, consents


class StaysAsItIs(SolidarityError):
    """The committee decided, or the request has ended: what it says stays."""


class VoteIsOpen(SolidarityError):
    """The committee votes on what the request says now."""


class TooManyPapers(SolidarityError):
    """A request holds so many documents at most; ``room``: how many more."""

    def __init__(self, room):
        super().__init__()
        self.room = room


class PaperStays(SolidarityError):
    """The committee has the document before it."""


class AnsweredAlready(SolidarityError):
    """The question has its answer."""


class NotWithdrawn(SolidarityError):
    """An agreement was signed, or the request has ended: nothing can be withdrawn."""


class ConsentStays(SolidarityError):
    """This consent was not given, is withdrawn, or says what is true: it stays."""
