"""Everything that changes a building. Only these functions write its rows."""

from buildings.services.building import (
    create_building,
    found_asbl,
    take_on_building,
    update_building,
)
from buildings.services.firms import remove_logo, set_logo, update_firm
from buildings.services.keys import (
    create_key,
    freeze_versions,
    sync_shares_key,
    write_version,
)
from buildings.services.lots import create_lot, update_lot
from buildings.services.ownership import (
    Member,
    create_holding,
    create_owner,
    hand_over_lot,
    set_representative,
    undo_hand_over,
    update_owner,
)
from buildings.services.people import (
    create_firm,
    employ,
    end_mandate,
    end_role,
    grant_role,
    link_owner,
    start_mandate,
)
from buildings.services.summary import refresh_summaries, refresh_summary
from buildings.services.suppliers import create_supplier, update_supplier

__all__ = [
    "Member",
    "create_building",
    "create_firm",
    "create_holding",
    "create_key",
    "create_lot",
    "create_owner",
    "create_supplier",
    "employ",
    "end_mandate",
    "end_role",
    "found_asbl",
    "freeze_versions",
    "grant_role",
    "hand_over_lot",
    "link_owner",
    "refresh_summaries",
    "refresh_summary",
    "remove_logo",
    "set_logo",
    "set_representative",
    "start_mandate",
    "sync_shares_key",
    "take_on_building",
    "undo_hand_over",
    "update_building",
    "update_firm",
    "update_lot",
    "update_owner",
    "update_supplier",
    "write_version",
]
