from koprogo.audit.services import record


def save_changes(row, *, by, action: str, **fields):
    """Write the fields that differ, record what they were and became, return ``row``.

    The caller holds the row's lock.
    """
    if changed := write_changes(row, **fields):
        record(action, target=row, by=by, **changed)
    return row


def write_changes(row, **fields) -> dict[str, list[str]]:
    """Write the fields that differ; return what each was and became.

    The caller holds the row's lock.
    """
    changed = {
        name: [str(getattr(row, name)), str(value)]
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=list(changed))
    return changed
