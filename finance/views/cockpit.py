"""The month of a building: what is done, with its proof, and what is to be done."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from koprogo.slots import cockpit_lines


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def month(request, building):
    lines = cockpit_lines.items(request)
    context = {
        "building": building,
        "today": timezone.localdate(),
        "sections": _by_section(lines),
        "done": _many(lines, "done"),
        "to_do": _many(lines, "to_do"),
        "late": _many(lines, "late"),
        "nothing": _many(lines, "nothing"),
    }
    return render(request, "finance/cockpit/month.html", context)


def _many(lines, state: str) -> int:
    return sum(line.state == state for line in lines)


def _by_section(lines) -> dict[str, list]:
    """Return the lines under the names of their sections, in order of appearance."""
    sections: dict[str, list] = {}
    for line in lines:
        sections.setdefault(str(line.section), []).append(line)
    return sections
