"""Letters as tables: how each went, and the list for the post office."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from buildings.mailings.ways import Way, noted_by
from buildings.models.letters import Letter
from koprogo.notifications.models import Delivery
from koprogo.ui.exports import Table


def letters_table(found: Sequence[Way], *, amount: str = "") -> Table:
    """Each letter with the proof of its delivery: at most one statement.

    ``amount``: what the amount that it states of an account is called; empty: letters
    of this kind are about no account.
    """
    header = [
        _("Addressee"),
        _("How"),
        _("Why by post"),
        _("Status"),
        _("Handed over"),
        _("Postal address"),
        _("E-mail address"),
        _("Mail server"),
        _("Message-ID"),
        _("Noted by"),
        _("SHA-256 of the file"),
    ]
    rows = [
        (
            way.letter.name,
            _("E-mail") if way.is_email else _("Post"),
            None if way.is_email or way.why_post is None else way.why_post.label,
            _status(way),
            way.sent_on,
            way.letter.address,
            way.delivery.address if way.delivery and way.is_email else None,
            way.proof.get("server"),
            way.proof.get("message_id"),
            person,
            way.letter.file.sha256,
        )
        for way, person in zip(found, noted_by(found), strict=True)
    ]
    if amount:
        header = [_("Account"), *header, amount]
        letters = [way.letter for way in found]
        rows = [
            (letter.holding.code, *row, letter.to_pay)
            for letter, row in zip(letters, rows, strict=True)
        ]
    return Table("letters", _("Letters"), header, rows)


def _status(way: Way) -> str:
    if way.delivery is None:
        return _("Made")
    state = Delivery.State
    words = {
        state.WAITING: _("Waiting") if way.is_email else _("To be posted"),
        state.SENT: _("Sent") if way.is_email else _("Posted"),
        state.FAILED: _("Failed"),
        state.WITHDRAWN: _("Withdrawn"),
    }
    return words[state(way.delivery.state)]


def post_table(
    letters: Iterable[Letter], *, name: str, title: str, with_accounts: bool = False
) -> Table:
    """The list for the post office."""
    header = [
        _("Addressee"),
        _("Postal address"),
        _("Registered letter"),
        _("File"),
        _("SHA-256 of the file"),
    ]
    found = list(letters)
    rows = [
        (
            letter.name,
            letter.address,
            _("Yes") if letter.is_registered else _("No"),
            letter.file.name,
            letter.file.sha256,
        )
        for letter in found
    ]
    if with_accounts:
        header = [_("Account"), *header]
        rows = [
            (letter.holding.code, *row) for letter, row in zip(found, rows, strict=True)
        ]
    return Table(name, title, header, rows)
