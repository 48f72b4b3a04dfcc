"""What a building refuses, told to programs."""

from itertools import starmap

from django.utils.translation import gettext_lazy as _

from buildings import errors
from buildings.importing.messages import conflict
from buildings.mailings.refusals import sentence as of_letters
from buildings.models import Building
from koprogo.api.problems import REFUSALS, Refusal
from koprogo.archive.errors import NoSecondFactor, NotMade
from koprogo.webhooks.errors import TooManyWebhooks, WebhookPaused


def _no_address(error: errors.NoAddress) -> str:
    if isinstance(error.args[0], Building):
        return _("The syndic has no e-mail address here. Please write to him by post.")
    return _("The register has no e-mail address of this co-owner: add it first.")


REFUSALS |= {
    errors.KeyInUse: Refusal(
        "key-in-use",
        _("A call for funds has used these parts and keeps them: choose a later day."),
    ),
    errors.NothingToShare: Refusal(
        "nothing-to-share",
        _(
            "All parts are 0, so nothing could be divided: give at least one lot a part."
        ),
    ),
    errors.HoldingIncomplete: Refusal(
        "holding-incomplete",
        _(
            "The rights must add up to the parts of the holding: full and bare "
            "ownership, and full ownership and usufruct."
        ),
        status=400,
        field="members",
    ),
    errors.LotTaken: Refusal(
        "lot-taken", _("Somebody holds this lot from that day on already.")
    ),
    errors.SameFile: Refusal(
        "same-file",
        _("This is the file of the current version."),
        status=400,
        field="file",
    ),
    errors.AlreadyLinked: Refusal(
        "already-linked", _("This co-owner has an account by now.")
    ),
    errors.NoAddress: Refusal("no-address", _no_address),
    errors.LastManager: Refusal(
        "last-manager",
        _("Nobody would be left who runs the firm: invite another syndic first."),
    ),
    errors.InvitationClosed: Refusal(
        "invitation-closed",
        _("This invitation was accepted or withdrawn, or its role has ended."),
    ),
    errors.ConsentStands: Refusal(
        "consent-stands", _("This consent is recorded already.")
    ),
    errors.ConsentEnded: Refusal(
        "consent-ended", _("This consent was withdrawn already.")
    ),
    errors.ImportApplied: Refusal(
        "import-applied", _("These tables had been imported already.")
    ),
    errors.ImportUnsound: Refusal(
        "import-unsound",
        _("The tables have mistakes: look at the import to see them."),
    ),
    errors.ImportConflict: Refusal(
        "import-conflict", lambda error: " ".join(starmap(conflict, error.conflicts))
    ),
    errors.ImportUndone: Refusal(
        "import-undone", _("This import has been undone already.")
    ),
    errors.ImportUsed: Refusal(
        "import-used",
        _(
            "This import cannot be undone: what it brought in is in use or was changed "
            "since. Change it on its own page."
        ),
    ),
    TooManyWebhooks: Refusal(
        "too-many-webhooks", _("A building has ten webhooks at most.")
    ),
    NotMade: Refusal("not-made", _("The archive is not made yet, or not any more.")),
    NoSecondFactor: Refusal(
        "no-second-factor",
        _("The archive holds everything: fetching it needs a second factor."),
    ),
    WebhookPaused: Refusal(
        "webhook-paused", _("This webhook is paused: resume it first.")
    ),
    errors.NoSyndic: Refusal("no-syndic", of_letters),
    errors.LettersNotMade: Refusal("letters-not-made", of_letters),
    errors.PostedOnWrongDay: Refusal(
        "posted-on-wrong-day", of_letters, status=400, field="on"
    ),
    errors.NotTheLatest: Refusal(
        "not-the-latest",
        _("Only the latest change of owner of a lot can be undone, and only once."),
    ),
    errors.NotYourLot: Refusal("not-your-lot", _("You do not own this lot any more.")),
    errors.TooManyInvited: Refusal(
        "too-many-invited",
        _("Too many invitations to this lot are open: withdraw one."),
    ),
    errors.EndsBeforeItBegins: Refusal(
        "occupancy-ends-too-early",
        _("The access begins on a later day."),
        status=400,
        field="last_day",
    ),
    errors.OccupancyEnded: Refusal("occupancy-ended", _("It has ended already.")),
    errors.CodeClosed: Refusal("hall-code-closed", _("No code hangs in the hall.")),
    errors.ArrivalDecided: Refusal(
        "arrival-answered", _("Somebody was faster: look at how it stands now.")
    ),
    errors.LivesHere: Refusal("lives-here", _("This person is in already.")),
}
