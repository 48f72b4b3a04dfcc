"""What a reminder says when the building has no words of its own, in plain language.

What is open, how to pay, the plan that is offered and whom to call stand in every letter
besides: templates/pdf/reminder_letter.html.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from finance.reminding import Level


@dataclass(frozen=True, slots=True)
class Wording:
    """The subject and the text of a letter, its paragraphs apart by an empty line."""

    subject: str
    body: str

    @property
    def paragraphs(self) -> list[str]:
        lines = self.body.replace("\r\n", "\n").split("\n\n")
        return [" ".join(line.split()) for line in lines if line.strip()]


def usual_wording(level: Level) -> Wording:
    """Return our words for a level, in the active language."""
    if level.registered:
        return _formal_notice()
    return _first() if level.position == 1 else _again()


def _first() -> Wording:
    return Wording(
        _("A friendly reminder"),
        "\n\n".join(
            [
                _(
                    "We have not received the amounts below yet. That happens to "
                    "everybody: a letter goes astray, a standing order ends."
                ),
                _(
                    "If you have paid in the last few days, thank you: you need not "
                    "do anything. If something is not right, please tell us."
                ),
            ]
        ),
    )


def _again() -> Wording:
    return Wording(
        _("Second reminder"),
        "\n\n".join(
            [
                _(
                    "We wrote to you about the amounts below, and they are still "
                    "open. The association has no other money than what its "
                    "co-owners pay: it needs your part for the bills of the building."
                ),
                _(
                    "Please pay, or call us. If you cannot pay everything at once, we "
                    "look for a solution together."
                ),
            ]
        ),
    )


def _formal_notice() -> Wording:
    return Wording(
        _("Formal notice"),
        "\n\n".join(
            [
                _(
                    "In spite of our reminders the amounts below are still open. With "
                    "this letter we give you formal notice to pay them (art. 5.231 of "
                    "the Civil Code)."
                ),
                _(
                    "From now on the association may go to court. We would rather not: "
                    "a call is enough to agree on a way to pay that you can bear."
                ),
            ]
        ),
    )
