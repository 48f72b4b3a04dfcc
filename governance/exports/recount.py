"""The file for the recount: the whole meeting as JSON, and what counts it again."""

import io
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.models import Building
from governance.exports.minutes import minutes_title
from governance.meeting.chain import SecretBallot
from governance.meeting.export import export
from governance.models import Assembly, MeetingEvent
from governance.models import SecretBallot as SecretRow
from governance.queries.meeting import as_event, meeting_of
from governance.queries.roll import frozen_roll, names_of

PROGRAM = Path(__file__).resolve().parent.parent / "recount" / "recount.py"
MEETING = "meeting.json"


def recount_name(assembly: Assembly, building: Building) -> str:
    """Return the name of the file: ``acacias-recount-2026-03-19-1900.zip``."""
    begins = timezone.localtime(assembly.starts_at)
    return f"{building.slug}-recount-{begins:%Y-%m-%d-%H%M}.zip"


def recount_zip(assembly: Assembly, building: Building) -> bytes:
    """Return the ZIP: the meeting, the program that counts it again, and how."""
    data = json.dumps(meeting_json(assembly, building), ensure_ascii=False, indent=1)
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MEETING, data)
        archive.writestr(PROGRAM.name, PROGRAM.read_bytes())
        archive.writestr("README.txt", readme(assembly, building))
    return target.getvalue()


def readme(assembly: Assembly, building: Building) -> str:
    """Return what to do with it, in the active language."""
    lines = [
        f"{minutes_title(assembly)} – {_association(building)['name']}",
        "",
        _(
            "meeting.json is the whole meeting: the list of voters, every event in the "
            "order in which it happened, and the results."
        ),
        _(
            "recount.py counts it again from the beginning. It needs Python 3.9 and "
            "nothing else, no network, and none of the program that wrote the file:"
        ),
        "",
        f"    python recount.py {MEETING}",
        "",
        _(
            "It says what it found, and each difference. The last digest that it prints "
            "must be the seal that stands in the minutes, or follow on it by the "
            "signatures."
        ),
    ]
    return "\n".join(lines) + "\n"


def meeting_json(assembly: Assembly, building: Building) -> dict[str, object]:
    """Return the meeting as governance/meeting/export.py writes it."""
    events = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    titles = {
        str(uuid): title for uuid, title in assembly.items.values_list("uuid", "title")
    }
    return export(
        association=_association(building),
        assembly={
            "id": str(assembly.uuid),
            "title": minutes_title(assembly),
            "day": assembly.day.isoformat(),
        },
        roll=frozen_roll(assembly),
        events=[(as_event(row), row.digest) for row in events],
        names=names_of(assembly),
        titles=titles,
        secret=_published(assembly),
    )


def _association(building: Building) -> dict[str, str]:
    return {"name": building.name, "number": building.kbo}


def _published(assembly: Assembly) -> dict[str, list[SecretBallot]]:
    """Return the ballots of those secret votes whose figures are published."""
    shown = [
        progress.item.id
        for progress in meeting_of(assembly).items
        if progress.closing is not None
        and progress.closing.outcome is not None
        and progress.closing.outcome.totals is not None
    ]
    found: dict[str, list[SecretBallot]] = {item: [] for item in shown}
    for row in SecretRow.objects.filter(item__uuid__in=shown).select_related("item"):
        ballot = SecretBallot(str(row.id), row.choice, row.votes)
        found[str(row.item.uuid)].append(ballot)
    return found
