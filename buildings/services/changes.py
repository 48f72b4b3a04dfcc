from koprogo.audit.services import record


def save_changes(row, *, by, action: str, **fields):
    """Write the fields that differ, record what they were and became, return ``row``.

    The caller holds the row's lock.
    """
    changed = {
        name: (getattr(row, name), value)
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    if not changed:
        return row
    for name, (_before, after) in changed.items():
        setattr(row, name, after)
    row.save(update_fields=list(changed))
    record(
        action,
        target=row,
        by=by,
        **{
            name: [str(before), str(after)] for name, (before, after) in changed.items()
        },
    )
    return row
