"""How an owner's lots were counted, on paper: tagged PDF in the language of the reader."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.models import Building
from governance.models import Assembly
from governance.queries.my_votes import MyVote
from governance.voting_words import CHOICES
from koprogo.pdf import render_pdf

PDF = "application/pdf"


def my_votes_pdf(
    votes: Sequence[MyVote], assembly: Assembly, building: Building, *, owner: str
) -> bytes:
    context = {
        "title": f"{_('My votes')} – {building.name}",
        "author": building.name,
        "building": building,
        "assembly": assembly,
        "owner": owner,
        "votes": [(vote, CHOICES[vote.choice]) for vote in votes],
    }
    return render_pdf("pdf/my_votes.html", context, language=get_language() or "en")


def my_votes_name(assembly: Assembly, building: Building) -> str:
    """Return the name of the file: ``acacias-my-votes-2026-04-02.pdf``."""
    return f"{building.slug}-my-votes-{assembly.day}.pdf"
