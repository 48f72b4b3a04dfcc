"""What jobs say about whoever asked for the work."""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

WORK = Processing(
    key="work",
    title=_("Work in the background"),
    responsible=Responsible.OPERATOR,
    people=_("Whoever asks for letters, imports or copies"),
    purpose=_("To do long work once, and to show how far it is."),
    basis=Basis.CONTRACT,
    source=_("You asked for the work."),
    retention=_("30 days after the work ended; the night deletes it."),
    recipients=_("Those who may see the work itself."),
    kept_because=_("It holds numbers only and goes after 30 days."),
)

PERSONAL = [
    *fields(WORK, Kind.ACT, Fate.KEPT, jobs_Job="by"),
    *fields(WORK, Kind.NUMBER, Fate.KEPT, jobs_Job="key arguments"),
]

NOT_PERSONAL = {
    "a word of the program": ["jobs.Job.name", "jobs.Job.error"],
}
