"""What the books refuse, told to programs."""

from django.utils.translation import gettext_lazy as _

from finance import errors
from finance.opening_messages import refusal
from finance.refusals import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.AlreadyIssued: Refusal("already-issued", sentence),
    errors.DraftGone: Refusal("draft-gone", sentence),
    errors.NotIssued: Refusal("not-issued", sentence),
    errors.AlreadyCancelled: Refusal("already-cancelled", sentence),
    errors.BuildingIncomplete: Refusal("building-incomplete", sentence),
    errors.DueInThePast: Refusal("due-in-the-past", sentence),
    errors.KeyNotInForce: Refusal("key-not-in-force", sentence),
    errors.LotWithoutHolder: Refusal("lot-without-holder", sentence),
    errors.AlreadyRecorded: Refusal(
        "idempotency-key-used",
        _("Another payment was recorded with this key: a new one needs a new key."),
    ),
    errors.BeforeOpening: Refusal("before-opening", refusal),
    errors.CallCancelled: Refusal("call-cancelled", sentence),
    errors.AlreadyOpened: Refusal("already-opened", refusal),
    errors.OpeningInTheFuture: Refusal(
        "opening-in-the-future", refusal, status=400, field="date"
    ),
    errors.OpeningTooLate: Refusal(
        "opening-too-late", refusal, status=400, field="date"
    ),
    errors.OpeningUnbalanced: Refusal("opening-unbalanced", refusal),
    errors.NothingToOpen: Refusal("nothing-to-open", refusal),
}
