"""What an import did, as JSON that can be read backwards."""

from collections.abc import Callable, Sequence

from django.db import models

from buildings.models import AllocationKey, KeyVersion


class Log:
    """Collects the changes in the order in which they are made.

    Three kinds: ``created`` (model, primary keys), ``updated`` (model, primary key,
    fields before and after), ``version`` (key, first day, parts before or None).
    """

    def __init__(self) -> None:
        self.changes: list[dict] = []

    def created(self, rows: Sequence[models.Model]) -> None:
        if rows:
            self.changes.append(
                {"created": rows[0]._meta.label, "pks": [row.pk for row in rows]}
            )

    def update(self, model: type[models.Model], pk: int, fields: dict) -> None:
        """Write ``fields`` (by column name) and remember what they were."""
        before = model.objects.values(*fields).get(pk=pk)
        model.objects.filter(pk=pk).update(**fields)
        self.changes.append(
            {
                "updated": model._meta.label,
                "pk": pk,
                "before": _as_text(model, before),
                "after": _as_text(model, fields),
            }
        )

    def shares_key(self, act: Callable[[], None]) -> None:
        self.key_version(AllocationKey.objects.get(kind="shares"), act)

    def key_version(self, key: AllocationKey, act: Callable[[], None]) -> None:
        """Run ``act``, which may write a version of ``key``, and remember the old one."""
        before = _latest(key)
        act()
        after = _latest(key)
        if after is None or (before and before.pk == after.pk):
            return
        replaced = before is not None and before.valid_from == after.valid_from
        self.changes.append(
            {
                "version": key.pk,
                "valid_from": after.valid_from and after.valid_from.isoformat(),
                "parts": before.known_parts if replaced else None,
            }
        )


def _as_text(model: type[models.Model], fields: dict) -> dict[str, str | None]:
    row = model(**fields)
    return {
        name: None
        if value is None
        else model._meta.get_field(name).value_to_string(row)
        for name, value in fields.items()
    }


def _latest(key: AllocationKey) -> KeyVersion | None:
    version = key.versions.last()
    if version is not None:
        version.known_parts = {
            str(lot_id): parts
            for lot_id, parts in version.parts.values_list("lot_id", "parts")
        }
    return version
