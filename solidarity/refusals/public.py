"""What reports, terms and testimonies refuse, told to a person."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solidarity.errors import SolidarityError, public

#: words of a testimony; solidarity.services.testimonies counts them
MOST_WORDS = 150


def sentence(error: SolidarityError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, public.TermsWrong):
        many = len(error.problems)
        return ngettext(
            "%(many)s number makes no sense: look at the fields below.",
            "%(many)s numbers make no sense: look at the fields below.",
            many,
        ) % {"many": many}
    return {
        public.ReportPublished: _("This report is published: it stays as it is."),
        public.ReportNotMade: _(
            "Its documents are not made in every language yet: wait until they are."
        ),
        public.ReportReviewed: _("Somebody has reviewed this report already."),
        public.ReportNotReviewed: _(
            "Nobody has reviewed this report as it stands now."
        ),
        public.ReviewerPublishes: _("Somebody else must publish what you reviewed."),
        public.ReportNotPublished: _("Only a published report gets an erratum."),
        public.TermsTooSoon: _("New terms begin tomorrow at the earliest."),
        public.TermsThere: _("Other terms begin on this day."),
        public.TermsUnchanged: _("These are the terms as they are: nothing changes."),
        public.ReviewBackwards: _("The end must come after the beginning."),
        public.NotHelped: _("Only who was helped by the fund writes a testimony."),
        public.TooManyWords: _("Write at most %(most)s words.") % {"most": MOST_WORDS},
        public.TestimonyThere: _("You have written one already."),
        public.TestimonyElsewhere: _(
            "Something has happened to this text meanwhile: look at it again."
        ),
        public.ReaderPublishes: _("Another member publishes what you have read."),
        public.GoalThere: _("This goal is set for that day already."),
        public.NotAYearYet: _("A year is declared once it is over."),
    }[type(error)]
