"""What the writers of bank files share. Pure.

Files of our own are for the demonstration, and to try the readers: what is written is
read back as it was, and what a format cannot hold is refused, never cut.
"""

from finance.bank.values import one_line


class CannotBeWritten(ValueError):
    """The format has no place for ``text``, or it is not one line of text."""

    def __init__(self, text: str) -> None:
        super().__init__(f"cannot be written: {text!r}")
        self.text = text


def checked_line(text: str, longest: int) -> str:
    """Return ``text``, if it is one line of at most ``longest`` signs."""
    if len(text) > longest or not text.isprintable() or text != one_line(text):
        raise CannotBeWritten(text)
    return text
