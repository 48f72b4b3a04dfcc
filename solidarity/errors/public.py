from solidarity.errors.base import SolidarityError


class ReportPublished(SolidarityError):
    """It is public: it stays as it is."""


class ReportNotMade(SolidarityError):
    """Its documents are not there in every language."""


class ReportReviewed(SolidarityError):
    """Somebody has reviewed it."""


class ReportNotReviewed(SolidarityError):
    """Nobody has reviewed it."""


class ReviewerPublishes(SolidarityError):
    """Who reviewed it does not publish it."""


class ReportNotPublished(SolidarityError):
    """Only what is published gets an erratum."""


class TermsTooSoon(SolidarityError):
    """New terms begin tomorrow at the earliest."""


class TermsThere(SolidarityError):
    """Other terms begin on this day."""


class TermsWrong(SolidarityError):
    """Numbers that make no sense; ``problems``: of ``solidarity.parameters``."""

    def __init__(self, problems) -> None:
        super().__init__(problems)
        self.problems = problems


class TermsUnchanged(SolidarityError):
    """They say what the terms before them say."""


class ReviewBackwards(SolidarityError):
    """A review ends after it begins."""


class NotHelped(SolidarityError):
    """Only who was helped writes a testimony."""


class TooManyWords(SolidarityError):
    """A testimony is short."""


class TestimonyThere(SolidarityError):
    """There is one, which is public or being read."""


class TestimonyElsewhere(SolidarityError):
    """It is in another state, perhaps since this very moment."""


class ReaderPublishes(SolidarityError):
    """Who found that nothing identifies the person does not publish it."""


class GoalThere(SolidarityError):
    """This goal is set for that day already."""


class NotAYearYet(SolidarityError):
    """A year is declared once it is over."""
