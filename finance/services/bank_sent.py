"""What payment files named, once its statement is booked: files as one sum, returns.

The movements of a statement come first, each for itself. What needs all that they paid,
or pays many things at once, is booked from suspense.
"""

from collections import Counter
from collections.abc import Iterator

from buildings.models import Building, Holding
from finance.matching import facts
from finance.models import BankMovement, BankStatement
from finance.movement_parts import HolderPart, InvoicePart, Part, ReturnPart
from finance.queries.bank import in_suspense
from finance.queries.bank_directory import Books, as_movement, what_is_known
from finance.queries.bank_sent import returnable
from finance.services.bank_matching import match_movement

Certain = tuple[BankMovement, facts.Match[int]]


def book_sent(statement: BankStatement, *, by) -> Counter:
    """Book files and returns that are certain; count the movements by kind.

    What one of them opens or pays may make another one certain: until none is left.
    """
    counts: Counter = Counter()
    building = Building.objects.get()
    while waiting := list(_waiting(statement)):
        asked = [as_movement(row, row.left) for row in waiting]
        books = what_is_known(statement.bank_account, building, asked)
        outcomes = [books.directory.match(one) for one in asked]
        found = [
            (row, outcome.certain)
            for row, outcome in zip(waiting, outcomes, strict=True)
            if outcome.certain is not None and _is_of_a_file(outcome.certain)
        ]
        if not found:
            break
        for row, match in _each_once(found):
            parts = [_part(one, books) for one in match.parts]
            [kind, *_same] = {
                one.kind for one in match_movement(row, parts, by=by, by_rule=True)
            }
            counts[kind] += 1
    return counts


def _waiting(statement: BankStatement) -> Iterator[BankMovement]:
    """Return what is in suspense and has a name, or a reason to come back."""
    found = in_suspense().filter(statement=statement).order_by("position")
    return found.exclude(end_to_end="", batch="", return_reason="")


def _is_of_a_file(match: facts.Match[int]) -> bool:
    is_return = match.parts[0].kind is facts.Kind.RETURN
    return is_return or facts.Reason.FILE in match.reasons


def _each_once(found: list[Certain]) -> Iterator[Certain]:
    """Leave out what another movement has become already: it waits for somebody."""
    used: set[tuple[facts.Part[int], ...]] = set()
    for row, match in found:
        if match.parts not in used:
            used.add(match.parts)
            yield row, match


def _part(part: facts.Part[int], books: Books) -> Part:
    match part.kind:
        case facts.Kind.HOLDER:
            return HolderPart(Holding.objects.get(pk=part.id), part.amount)
        case facts.Kind.INVOICE:
            return InvoicePart(books.invoices[part.id], part.amount)
    return ReturnPart(returnable().get(pk=part.id), part.amount)
