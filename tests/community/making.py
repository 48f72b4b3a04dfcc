"""Neighbours of Les Acacias and what they wrote, made without the pages.

All of it inside the building entered; ``omar`` (co-owner), ``clara`` (council),
``otto`` (occupant) may take part, and so may the co-owners ``jean`` and ``fatima``.
"""

from datetime import date
from uuid import uuid4

from buildings.models import Building, Module, ModuleSwitch
from buildings.services.modules import switch_module
from community.kinds import Kind, module_of
from community.models import Neighbour, Post
from tests import cast


def switched_on(*modules: Module) -> Building:
    """Switch modules on, all without a name; return the building."""
    building = cast.building()
    for module in modules or tuple(Module):
        if module not in building.modules:
            switch_module(
                module,
                is_on=True,
                decided_by=ModuleSwitch.DecidedBy.COUNCIL,
                decided_on=date(2026, 1, 5),
                decision="Council of 5 January, point 2",
                by=cast.user("clara"),
            )
    return cast.building()


def switched_off(module: Module) -> None:
    switch_module(
        module,
        is_on=False,
        decided_by=ModuleSwitch.DecidedBy.COUNCIL,
        decided_on=date(2026, 2, 2),
        decision="Council of 2 February, point 1",
        by=cast.user("clara"),
    )


def joined(name: str, /, **said) -> Neighbour:
    """Let somebody of the cast take part, by first name."""
    found = Neighbour.objects.filter(user=cast.user(name)).first()
    return found or Neighbour.objects.create(
        user=cast.user(name), **({"name": name.title()} | said)
    )


def posted(author: Neighbour, kind: Kind = Kind.ANNOUNCEMENT, **said) -> Post:
    """Write a post of a kind."""
    values = {"title": f"A {kind}", "text": "Have a look.", "uuid": uuid4()}
    return Post.objects.create(
        author=author, kind=kind, module=module_of(kind), **(values | said)
    )
