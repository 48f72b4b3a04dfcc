"""Events as rows of a page: a sentence, a link to what it is about, and the values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.db.models import (
    BooleanField,
    CharField,
    ExpressionWrapper,
    F,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.access import Access, Permission
from buildings.history.values import HIDDEN, Reader, field_of, label, model_of
from koprogo import slots
from koprogo.audit.models import AuditEvent, AuditSeal
from koprogo.tenancy.context import current_tenant_id


@dataclass(frozen=True, slots=True)
class Thing:
    """A row that an event is about. ``url`` and ``history`` are "" without a page."""

    label: str
    pk: int
    name: str
    url: str = ""
    history: str = ""

    @property
    def target(self) -> str:
        return f"{self.label}:{self.pk}"


@dataclass(frozen=True, slots=True)
class Detail:
    """A value of an event: what it is, what it was (None: unknown), what it became."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """An event in words; ``thing`` is what it is about, as long as that is there."""

    event: AuditEvent
    sentence: str
    thing: Thing | None
    details: list[Detail]

    @property
    def seal(self) -> AuditSeal | None:
        """The event's seal; None until the next minute."""
        leaf = getattr(self.event, "leaf", None)
        return leaf and leaf.seal


class _Values(dict):
    """Recorded values by name; what an older event did not record yet is left open."""

    def __missing__(self, name):
        return "…"


def history_rows(events: Iterable[AuditEvent], access: Access) -> list[Row]:
    """Tell events to somebody with this access: two statements, however many they are."""
    events = list(events)
    things = _things({event.target for event in events}, access)
    reader = Reader(
        language=get_language(),
        contacts=access.allows(Permission.SEE_CONTACTS),
        people=_people(events),
    )
    return [_row(event, access, things, reader) for event in events]


def find_thing(kind: str, uuid, access: Access) -> Thing | None:
    """Return the row of this kind, or None when there is none that this person opens."""
    for model_label, target in slots.audit_targets.items():
        if target.page and target.kind == kind:
            found = _named(model_label, access).filter(uuid=uuid)
            things = [_thing(values, access) for values in found]
            return next((thing for thing in things if thing.url), None)
    return None


def _row(event, access, things: Mapping[str, Thing], reader: Reader) -> Row:
    words = slots.audit_words.get(event.action)
    if words is None:
        unknown = _("Something else was done (%(action)s).") % {"action": event.action}
        return Row(event, unknown, None, [])
    if words.needs and not access.allows(Permission(words.needs)):
        return Row(event, str(words.otherwise), None, [])
    model, thing = model_of(event.target), things.get(event.target)
    values = _Values(
        {
            name: reader.words(name, value, field_of(model, name))
            for name, value in event.data.items()
        }
    )
    values["object"] = thing.name if thing else _name_of_gone(values)
    details = (
        _detail(name, value, field_of(model, name), reader)
        for name, value in event.data.items()
    )
    by_label = sorted(details, key=attrgetter("label"))
    return Row(event, str(words.sentence) % values, thing, by_label)


def _name_of_gone(values: _Values) -> str:
    """Name a row that is there no more by what was recorded of it."""
    known = (values[name] for name in ("title", "name", "code") if name in values)
    return next(known, _("(deleted since)"))


def _detail(name: str, value, field, reader: Reader) -> Detail:
    """Two values are what it was and what it became (services/changes.py)."""
    if isinstance(value, list) and len(value) == 2:
        before, after = (reader.words(name, each, field) for each in value)
        return Detail(label(name, field), before, after)
    return Detail(label(name, field), None, reader.words(name, value, field))


def _things(targets: Iterable[str], access: Access) -> dict[str, Thing]:
    """Find the rows that are still there: one statement for all models together."""
    keys = defaultdict(list)
    for target in targets:
        model_label, _colon, pk = target.rpartition(":")
        if model_label in slots.audit_targets:
            keys[model_label].append(pk)
    if not keys:
        return {}
    first, *rest = (
        _named(model_label, access).filter(pk__in=pks)
        for model_label, pks in sorted(keys.items())
    )
    found = first.union(*rest, all=True) if rest else first
    things = [_thing(values, access) for values in found]
    return {thing.target: thing for thing in things}


def _named(model_label: str, access: Access) -> QuerySet:
    """Return the rows of a model as tuples that ``_thing`` understands.

    Not through its manager: one of texts in several languages writes expressions and
    the order of columns anew.
    """
    target = slots.audit_targets[model_label]
    return (
        QuerySet(model_of(model_label))
        .filter(tenant=current_tenant_id())
        .order_by()
        .annotate(
            history_label=Value(model_label, CharField()),
            history_name=Cast(target.name, TextField()),
            history_open=ExpressionWrapper(target.open_to(access), BooleanField()),
        )
        .values_list(F("history_label"), "pk", "uuid", "history_name", "history_open")
    )


def _thing(values: Sequence, access: Access) -> Thing:
    model_label, pk, uuid, name, is_open = values
    target = slots.audit_targets[model_label]
    if not (target.page and is_open):
        return Thing(model_label, pk, HIDDEN if target.private else name)
    slug = access.building.slug
    return Thing(
        model_label,
        pk,
        name,
        reverse(target.page, args=[slug, uuid]),
        reverse("buildings:history-of", args=[slug, target.kind, uuid]),
    )


def _people(events: Sequence[AuditEvent]) -> dict[int, str]:
    """Return the names of the people whom recorded values mention by primary key."""
    mentioned = [event.data.get("user") for event in events]
    pks = {pk for pk in mentioned if isinstance(pk, int)}
    if not pks:
        return {}
    found = get_user_model().objects.filter(pk__in=pks)
    return dict(found.values_list("pk", "name"))
