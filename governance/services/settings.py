"""How the association meets: chosen, and noted in the history."""

from django.db import transaction

from buildings.models import Building
from buildings.services.changes import save_changes
from governance.models import Assembly, AssemblySettings
from governance.queries.assemblies import drafts
from governance.queries.settings import ordinary_period
from governance.timetable import nearest_period

ACTION = "assembly.settings_changed"


@transaction.atomic
def update_assembly_settings(*, by, **choices) -> AssemblySettings:
    """Change these fields of ``AssemblySettings``; drafts follow the new period.

    Raises:
        ImpossiblePeriod: a first day that not every year has.
    """
    Building.objects.select_for_update().get()  # the first choice has no row to lock
    chosen, _is_new = AssemblySettings.objects.get_or_create()
    asked = AssemblySettings(
        period_month=choices.get("period_month", chosen.period_month),
        period_day=choices.get("period_day", chosen.period_day),
    )
    period = ordinary_period(asked)
    saved = save_changes(chosen, by=by, action=ACTION, **choices)
    for draft in drafts().filter(kind=Assembly.Kind.ORDINARY).select_for_update():
        draft.period_since = period and nearest_period(period, draft.day).first
        draft.save(update_fields=["period_since"])
    return saved
