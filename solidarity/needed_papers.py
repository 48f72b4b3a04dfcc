"""Which documents a request needs before the committee can decide (solidarity.md §1). Pure."""

from collections.abc import Collection

from solidarity.terms import Kind

MOST = 30
ALWAYS = ("identity", "income", "situation")
BY_KIND: dict[str, tuple[str, ...]] = {
    Kind.DISPUTE: ("minutes", "contest", "lawyer"),
    Kind.LOAN: ("statements", "bills"),
    Kind.WORKS: ("minutes", "quote", "bank_refusal"),
    Kind.EMERGENCY: ("report",),
}


def needed(kind: Kind | str | None) -> tuple[str, ...]:
    """Return the documents of a kind of help, in the order in which they are asked."""
    return (*ALWAYS, *BY_KIND.get(kind or "", ()))


def lacking(kind: Kind | str | None, there: Collection[str]) -> list[str]:
    """Return which of them are not ``there``."""
    return [one for one in needed(kind) if one not in there]
