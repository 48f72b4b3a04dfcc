"""The pages of the ASBL beside their operations (parity.py)."""

MEMBERSHIP = {
    "transparency:membership": "GET asbl-mine",
    "transparency:join": "POST asbl-mine",
    "transparency:leave": "POST asbl-leave",
    "transparency:stay": "POST asbl-stay",
    "transparency:come-back": "POST asbl-come-back",
    "transparency:way": "POST asbl-way",
    "transparency:add-ons": "GET asbl-add-ons, POST asbl-add-ons",
    "transparency:add-on-stop": "POST asbl-add-on-stop",
    "transparency:vote": "POST asbl-vote",
    "transparency:members": "GET asbl-members",
    "transparency:members-table": "GET asbl-members",
    "transparency:member": "GET asbl-member",
    "transparency:member-end": "POST asbl-member-end",
    "transparency:reduction-new": "POST asbl-reductions",
    "transparency:reduction-end": "POST asbl-reduction-end",
    "transparency:tariffs": "GET asbl-tariffs, GET asbl-tariff-today",
    "transparency:tariffs-table": "GET asbl-prices",
}
