"""The pages of a meeting beside their operations (parity.py)."""

RECORDED = "POST meeting-events"

MEETING = {
    "governance:projector": "GET meeting",
    "governance:meeting": "GET meeting-attendance",
    "governance:meeting-roll": "POST meeting-roll",
    "governance:meeting-attendance": f"GET meeting-attendance, {RECORDED}",
    "governance:meeting-bureau": RECORDED,
    "governance:meeting-open": RECORDED,
    "governance:meeting-adjourn": RECORDED,
    "governance:meeting-close": RECORDED,
    "governance:meeting-remark": RECORDED,
    "governance:meeting-log": "GET meeting-events",
    "governance:meeting-log-table": "GET meeting-events",
    "governance:meeting-item": "GET meeting-ballots",
    "governance:meeting-item-open": RECORDED,
    "governance:meeting-item-close": RECORDED,
    "governance:meeting-item-votes": RECORDED,
    "governance:meeting-item-ballot": RECORDED,
    "governance:meeting-item-box": "POST meeting-box",
    "governance:meeting-item-conflict": RECORDED,
    "governance:meeting-item-amend": RECORDED,
    "governance:meeting-item-postpone": RECORDED,
    "governance:meeting-item-reopen": RECORDED,
}
