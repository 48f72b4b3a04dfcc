"""The slips of a secret ballot on paper: tagged PDF, with nothing that tells who writes."""

from collections.abc import Collection, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from buildings.models import Building
from governance.models import AgendaItem, Assembly
from governance.queries.agenda import languages_of
from koprogo.pdf import render_pdf


def slips_pdf(
    item: AgendaItem,
    assembly: Assembly,
    building: Building,
    *,
    weights: Sequence[int],
    telling: Collection[int],
    are_weighted: bool,
) -> bytes:
    """Return a slip for each of ``weights``, in this order, several on a page.

    Each is in all languages of the building: one in the language of its voter would tell
    who the only reader of it is. ``telling``: numbers of votes that one person alone
    has; ``are_weighted``: whether a slip says its number.
    """
    languages = languages_of(building)
    with translation.override(languages[0]):
        title = _("Slips for the secret ballot")
    context = {
        "title": f"{title} – {building.name}",
        "author": building.name,
        "building": building,
        "assembly": assembly,
        "item": item,
        "titles": _titles(item, languages),
        "choices": _choices(languages),
        "languages": languages,
        "slips": [(votes, votes in telling) for votes in weights],
        "are_weighted": are_weighted,
    }
    return render_pdf("pdf/slips.html", context, language=languages[0])


def _titles(item: AgendaItem, languages: Sequence[str]) -> list[tuple[str, str]]:
    """Return the title by language; where it is in none of these, the one there is."""
    said = [(code, getattr(item, f"title_{code}") or "") for code in languages]
    return [(code, title) for code, title in said if title] or [("", item.title)]


def _choices(languages: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return what can be ticked, each by language."""
    by_language = []
    for code in languages:
        with translation.override(code):
            words = (
                pgettext("vote", "For"),
                pgettext("vote", "Against"),
                pgettext("vote", "Abstention"),
            )
        by_language.append([(code, word) for word in words])
    return [list(same) for same in zip(*by_language, strict=True)]
