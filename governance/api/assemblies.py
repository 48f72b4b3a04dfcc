"""Assemblies in preparation and their agendas."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import AllocationKey, Holding, LibraryVersion
from governance.api.shapes import (
    AgendaItemBody,
    AgendaItemShape,
    AssemblyBody,
    AssemblyDetail,
    AssemblySettingsBody,
    AssemblySettingsShape,
    AssemblyShape,
    ConflictBody,
    ItemCostShape,
    ItemDocumentBody,
    MoveBody,
    NewAssemblyBody,
)
from governance.errors.assemblies import (
    AlreadyConvened,
    ConflictNoted,
    DocumentAttached,
    MandatoryItem,
    NoOpenTasks,
)
from governance.forms.agenda import Known, draft_of
from governance.forms.assemblies import draft_of as meeting_of
from governance.models import AgendaItem, Assembly
from governance.queries.agenda import (
    effects_of_members,
    item_list,
    languages_of,
    with_papers,
)
from governance.queries.assemblies import (
    assembly_list,
    is_draft,
    visible_assemblies,
)
from governance.queries.budgets import draft_budgets
from governance.queries.convening import findings_of
from governance.queries.costs import cost_of_each, divide_items
from governance.queries.settings import assembly_settings
from governance.refusals.findings import told
from governance.services import agenda as services
from governance.services.assemblies import (
    change_assembly,
    discard_assembly,
    prepare_assembly,
)
from governance.services.open_tasks import put_open_tasks
from governance.services.settings import update_assembly_settings
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView


class AssemblySettingsView(ApiView):
    tag = "assemblies"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(answer=AssemblySettingsShape)
    def get(self, request, building):
        """How the association meets."""
        return assembly_settings()

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(body=AssemblySettingsBody, answer=AssemblySettingsShape)
    def patch(self, request, building):
        """Change some of it; drafts follow a new period."""
        values = self.read(assembly_settings())
        return update_assembly_settings(by=request.user, **values)


class Assemblies(ApiView):
    tag = "assemblies"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(page_of=AssemblyShape)
    def get(self, request, building):
        """The assemblies, the latest first; drafts for who prepares them."""
        return visible_assemblies(request.access)

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(body=NewAssemblyBody, answer=AssemblyDetail, status=201)
    def post(self, request, building):
        """Prepare an assembly; an ordinary one gets the agenda that the law wants."""
        data = self.read()
        made = prepare_assembly(
            meeting_of(data),
            kind=data["kind"],
            languages=languages_of(building),
            budget=next(iter(draft_budgets(request.access)), None),
            by=request.user,
        )
        return _detail(request, building, made)


class AssemblyView(ApiView):
    tag = "assemblies"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=AssemblyDetail)
    def get(self, request, building, assembly_id):
        """One assembly with its agenda."""
        found = get_object_or_404(visible_assemblies(request.access), uuid=assembly_id)
        return _detail(request, building, found)

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(body=AssemblyBody, answer=AssemblyDetail, refuses=(AlreadyConvened,))
    def put(self, request, building, assembly_id):
        """Change when and where a draft is held."""
        found = _any(assembly_id)
        change_assembly(found, meeting_of(self.read()), by=request.user)
        return _detail(request, building, _any(assembly_id))

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(status=204, refuses=(AlreadyConvened,))
    def delete(self, request, building, assembly_id):
        """Discard a draft."""
        discard_assembly(_any(assembly_id), by=request.user)


class Agenda(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(
        body=AgendaItemBody,
        answer=AgendaItemShape,
        status=201,
        refuses=(AlreadyConvened,),
    )
    def post(self, request, building, assembly_id):
        """Add a point to a draft: its subject says which majority it needs."""
        found, known = _any(assembly_id), _known(request, building, assembly_id)
        draft = draft_of(self.read(known=known), known)
        return _item(services.add_item(found, draft, by=request.user))


class AgendaOpenTasks(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(answer=AgendaItemShape, refuses=(AlreadyConvened, NoOpenTasks))
    def post(self, request, building, assembly_id):
        """Tell of the open tasks of earlier decisions, in a point without a vote.

        There is one such point: asked again, its list is brought up to date.
        """
        found, languages = _any(assembly_id), languages_of(building)
        return _item(put_open_tasks(found, languages=languages, by=request.user))


class ItemView(ApiView):
    tag = "agenda"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=AgendaItemShape)
    def get(self, request, building, assembly_id, item_id):
        """One point."""
        items = item_list(visible_assemblies(request.access))
        return get_object_or_404(items, assembly__uuid=assembly_id, uuid=item_id)

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(
        body=AgendaItemBody,
        answer=AgendaItemShape,
        refuses=(AlreadyConvened, MandatoryItem),
    )
    def put(self, request, building, assembly_id, item_id):
        """Write a point anew."""
        found = _any_item(assembly_id, item_id)
        known = _known(request, building, assembly_id)
        draft = draft_of(self.read(known=known), known)
        return _item(services.change_item(found, draft, by=request.user))

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(status=204, refuses=(AlreadyConvened, MandatoryItem))
    def delete(self, request, building, assembly_id, item_id):
        """Take a point off the agenda."""
        services.remove_item(_any_item(assembly_id, item_id), by=request.user)


class ItemMoving(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(body=MoveBody, answer=AgendaItemShape, refuses=(AlreadyConvened,))
    def post(self, request, building, assembly_id, item_id):
        """Let a point change places with the one before it, or after it."""
        found = _any_item(assembly_id, item_id)
        return _item(services.move_item(found, **self.read(), by=request.user))


class ItemCosts(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(page_of=ItemCostShape)
    def get(self, request, building, assembly_id, item_id):
        """What a decision would cost each account holder; nothing without an amount."""
        found = _any_item(assembly_id, item_id)
        divided = divide_items([found], on=found.assembly.day).get(found.pk)
        return Listing(divided.holders if divided else [], cost_of_each)


class ItemDocuments(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(
        body=ItemDocumentBody,
        answer=AgendaItemShape,
        status=201,
        refuses=(AlreadyConvened, DocumentAttached),
    )
    def post(self, request, building, assembly_id, item_id):
        """Attach a document of the library to a point."""
        found = _any_item(assembly_id, item_id)
        services.attach_document(found, **self.read(), by=request.user)
        return _item(found)


class ItemDocumentView(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES, asbl=True)
    @operation(status=204, refuses=(AlreadyConvened,))
    def delete(self, request, building, assembly_id, item_id, version_id):
        """Take a document off a point; it stays in the library."""
        version = get_object_or_404(LibraryVersion, uuid=version_id)
        found = _any_item(assembly_id, item_id)
        services.detach_document(found, version, by=request.user)


class ItemConflicts(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=ConflictBody,
        answer=AgendaItemShape,
        status=201,
        refuses=(AlreadyConvened, ConflictNoted),
    )
    def post(self, request, building, assembly_id, item_id):
        """Note that an owner cannot vote on a point, and why."""
        found = _any_item(assembly_id, item_id)
        services.note_conflict(found, **self.read(), by=request.user)
        return _item(found)


class ItemConflictView(ApiView):
    tag = "agenda"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(status=204, refuses=(AlreadyConvened,))
    def delete(self, request, building, assembly_id, item_id, holding_id):
        """Let an owner vote on a point again."""
        holding = get_object_or_404(Holding, uuid=holding_id)
        found = _any_item(assembly_id, item_id)
        services.remove_conflict(found, holding, by=request.user)


def _any(assembly_id) -> Assembly:
    return get_object_or_404(assembly_list(), uuid=assembly_id)


def _any_item(assembly_id, item_id) -> AgendaItem:
    items = item_list(assembly_list())
    return get_object_or_404(items, assembly__uuid=assembly_id, uuid=item_id)


def _item(item: AgendaItem) -> AgendaItem:
    return item_list(assembly_list()).get(pk=item.pk)


def _known(request, building, assembly_id) -> Known:
    of_members = request.access.is_of_members
    return Known(
        of_members=of_members,
        effects=effects_of_members() if of_members else {},
        languages=languages_of(building),
        keys=list(AllocationKey.objects.filter(kind=AllocationKey.Kind.SPECIAL)),
        budgets=draft_budgets(request.access),
        day=_any(assembly_id).day,
    )


def _detail(request, building, assembly: Assembly) -> Assembly:
    found = assembly_list().get(pk=assembly.pk)
    found.points = list(with_papers(found.items.select_related("key")))
    prepares = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    found.findings = []
    if prepares and is_draft(found):
        today = timezone.localdate()
        findings = findings_of(found, building, today=today)
        found.findings = told(findings, found, building.slug)
    return found
