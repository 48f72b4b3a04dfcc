"""The sections of the public page, in their order."""

from transparency.public.parts import Section
from transparency.public.queries import Published
from transparency.public.sections import members, money, proof, together


def sections(found: Published) -> list[Section]:
    """Return all sections, in the active language."""
    return [
        members.participants(found),
        members.price(found),
        money.costs(found),
        money.surplus(found),
        money.reserve(found),
        together.budget(found),
        together.totals(found),
        together.decisions(found),
        together.reports(found),
        proof.goals(found),
        proof.footprint(found),
        proof.uptime(found),
        proof.checks(found),
    ]
