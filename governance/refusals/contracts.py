"""What the contracts refuse, told to a person."""

from django.utils.translation import gettext as _

from governance.errors import contracts as errors
from governance.errors.base import GovernanceError
from governance.refusals import assemblies


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    own = {
        errors.InterestNotAuthorised: _(
            "A contract in which the syndic has an interest needs a decision of the "
            "assembly beforehand: name it (art. 3.89 §5)."
        ),
        errors.ContractThere: _(
            "This supplier already has a contract of this name from this day on."
        ),
        errors.ContractChanged: _(
            "Somebody else changed or ended this contract meanwhile: look at it again."
        ),
        errors.EndsBeforeItBegins: _("It cannot end before it begins."),
        errors.NotOfTheYear: _("This contract did not run in this year."),
        errors.EvaluationReported: _(
            "The report on this year is made: what it says does not change any more."
        ),
        errors.ReviewChanged: _(
            "Somebody else evaluated one of these contracts meanwhile: look at what is "
            "said of it."
        ),
        errors.YearNotOver: _(
            "This year is not over: what the contracts cost in it is not known yet."
        ),
        errors.ReviewsMissing: _(
            "Evaluate every contract of the year first: the report lists them all."
        ),
        errors.NotReported: _("The report on this year is not made yet."),
        errors.NoPointToCome: _(
            "No assembly that is being prepared has a point on the contracts: add it to "
            "the agenda first."
        ),
    }
    # The report is attached to an agenda, which has reasons of its own.
    return own.get(type(error)) or assemblies.sentence(error)
