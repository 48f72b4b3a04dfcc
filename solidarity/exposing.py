"""What of a file the committee reads: nothing that names the person before the decision.

Pure.
"""

from collections.abc import Sequence
from dataclasses import fields, replace

from solidarity.answers import Answers
from solidarity.terms import Kind

#: who the person is, where he lives, and how he is reached and paid
NAMING = (
    *("first_name", "last_name", "born_on", "street", "postal_code", "city"),
    *("phone", "participation", "co_ownership", "iban"),
)
#: what a committee member confirms himself, of each kind of help
CONFIRMED = {Kind.DISPUTE: "lawyer", Kind.WORKS: "quote", Kind.EMERGENCY: "report"}
CONFIRMABLE = frozenset(CONFIRMED.values())
#: before the decision, and while it is taken anew
BEFORE = frozenset({"draft", "incomplete", "complete"})
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def without_names(answers: Answers) -> Answers:
    """Return the answers with everything left out that says who the person is."""
    nothing = {
        field.name: field.default for field in fields(Answers) if field.name in NAMING
    }
    return replace(answers, **nothing)  # type: ignore[arg-type]


def shows_names(state: str, *, is_decided: bool) -> bool:
    """Tell whether the identity is read: a decision was taken, and none is due."""
    return is_decided and state not in BEFORE


def creditors(answers: Answers) -> Sequence[str]:
    """Return whom the person owes money, each once, as he wrote them."""
    lines = (line.strip() for line in answers.creditors.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def neutral_name(kind: str, number: int, content_type: str) -> str:
    """Return what a paper is called where it is saved: ``income-1.pdf``."""
    return f"{kind.replace('_', '-')}-{number}.{ENDINGS.get(content_type, 'bin')}"
