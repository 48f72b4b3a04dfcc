"""Why a file is not taken in. The sentences are in messages.py."""

from enum import StrEnum, auto


class Code(StrEnum):
    EMPTY = auto()
    KIND_NOT_KEPT = auto()
    NO_PHOTO = auto()
    NOT_WHAT_IT_SAYS = auto()
    DAMAGED = auto()
    PROTECTED = auto()
    OLD_OR_PROTECTED_OFFICE = auto()
    HOLDS_A_PROGRAM = auto()
    UNPACKS_TOO_LARGE = auto()
    TOO_MANY_PIXELS = auto()


class Refused(ValueError):
    """The file ``name`` is not kept, because of ``code``."""

    def __init__(self, code: Code, name: str = "") -> None:
        super().__init__(code, name)
        self.code = code
        self.name = name
