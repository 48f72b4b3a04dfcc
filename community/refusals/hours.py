"""What the exchange of hours refuses. The balance of another is never told."""

from django.utils.translation import gettext as _

from community.errors import hours as errors

#: at which field of a form a refusal stands
FIELDS = {
    errors.DecidedLater: ("decided_on",),
    errors.DoneLater: ("done_on",),
    errors.TooLong: ("minutes",),
}


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    if isinstance(error, errors.BeyondLimit):
        return _beyond(error)
    return {
        errors.LimitsWithoutRoom: _(
            "On each side there must be room for at least one hour, and at most for a "
            "thousand."
        ),
        errors.DecidedLater: _("This day has not come yet."),
        errors.OwnPost: _("You cannot ask yourself."),
        errors.AskedAlready: _("You have asked already: it is among your exchanges."),
        errors.Blocked: _("This has ended meanwhile."),
        errors.NotNow: _("Somebody was faster: look at how it stands now."),
        errors.ChangedMeanwhile: _(
            "The duration was changed meanwhile. Look at it again before you confirm."
        ),
        errors.TooLong: _("Write a duration of at most 24 hours."),
        errors.DoneLater: _(
            "Choose a day between the one on which it was asked and today."
        ),
        errors.NoMediator: _("This is not for you to decide, or not any more."),
        errors.Undone: _("It is undone already."),
        errors.AlreadyMediator: _("It is noted already."),
        errors.WrittenAlready: _("This was saved already: nothing was doubled."),
    }[type(error)]


def _beyond(error: errors.BeyondLimit) -> str:
    if error.is_own:
        return _(
            "It would pass your limit: your account shows how far you can go. Nothing "
            "was counted."
        )
    return _("It cannot be counted now. Nothing was changed; try again later.")
