"""Proxies: given by who votes, recorded from paper by the office, withdrawn."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import Holding
from governance.errors.meeting import NotConvened
from governance.errors.proxies import (
    HolderIsSyndic,
    MeetingOver,
    NothingToVote,
    NotTheVoter,
    ProxyGiven,
    ProxyGone,
    SelfProxy,
    VoteSuspended,
)
from governance.forms.proxies import (
    GivingForm,
    MemberGivingForm,
    MemberPaperForm,
    PaperProxyForm,
    WithdrawForm,
    as_said,
)
from governance.models import Proxy
from governance.queries.assemblies import visible_assemblies
from governance.queries.proxies import (
    holders_called,
    members_called,
    own_proxies,
    possible_holders,
    shown,
    standing_now,
    visible_proxies,
    voted_for,
    voting_holdings,
)
from governance.queries.voting import voter_of
from governance.services import proxies as services
from koprogo.api.bodies import FormBody, UploadBody, checked
from koprogo.api.downloads import send
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.documents.kinds import CONTENT_TYPES
from koprogo.ui.origin import origin

STATES = ["accepted", "refused", "withdrawn", "unused"]
FILE_TYPES = tuple(dict.fromkeys(CONTENT_TYPES.values()))


class ProxyShape(serializers.Serializer):
    """A proxy. ``state``: what the rules make of it now, finally once the attendance list
    is open; ``reason``: the code of a refusal. ``votes``: those of who gave it.
    """

    uuid = serializers.UUIDField(source="proxy.uuid")
    principal = serializers.CharField(source="proxy.head_name")
    holder = serializers.CharField(source="proxy.holder_name")
    source = serializers.ChoiceField(Proxy.Source, source="proxy.source")
    signed_on = serializers.DateField(source="proxy.signed_on")
    instructions = serializers.CharField(source="proxy.instructions")
    votes = serializers.IntegerField()
    state = serializers.ChoiceField(STATES)
    reason = serializers.CharField()
    has_paper = serializers.SerializerMethodField()

    @extend_schema_field(serializers.BooleanField())
    def get_has_paper(self, given):
        return given.proxy.paper_id is not None


class GivingBody(FormBody):
    """``holding``: whose proxy it is. One of ``holder_owner`` and ``holder_name``.

    In the ASBL ``holding`` is a member, and ``holder_name`` the name or the e-mail
    address of another one.
    """

    form_class = GivingForm

    def form(self, data):
        if "members" in self.context:
            return MemberGivingForm(data, **_given(self, "members", "find_voters"))
        return GivingForm(data, **_given(self, "holdings", "holders"))


class PaperProxyBody(UploadBody):
    """``holding``: whose proxy it is. One of ``holder_owner`` and ``holder_name``.

    In the ASBL ``holding`` is the id or the name of a member, or the name or the e-mail
    address of who votes for it; ``holder_name`` as for one that is given online.
    """

    form_class = PaperProxyForm

    def run_validation(self, data=empty):
        request = self.context["request"]
        if "find_members" in self.context:
            given = _given(self, "find_members", "find_voters")
            return checked(MemberPaperForm(request, **given))
        return checked(PaperProxyForm(request, **_given(self, "holdings", "holders")))


def _given(body, *names: str) -> dict:
    return {name: body.context[name] for name in names}


class WithdrawBody(FormBody):
    form_class = WithdrawForm


class Proxies(ApiView):
    tag = "assemblies"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(page_of=ProxyShape)
    def get(self, request, building, assembly_id):
        """The proxies of an assembly: all for the office; else those I gave or hold."""
        assembly = _assembly(request, assembly_id)
        meeting = standing_now(assembly)
        return Listing(
            visible_proxies(request.access, assembly),
            lambda rows: shown(list(rows), meeting),
        )

    @require(Permission.TAKE_PART, asbl=True)
    @operation(
        body=GivingBody,
        answer=ProxyShape,
        status=201,
        refuses=(
            NotConvened,
            MeetingOver,
            NotTheVoter,
            SelfProxy,
            HolderIsSyndic,
            ProxyGiven,
        ),
    )
    def post(self, request, building, assembly_id):
        """Give a proxy for lots for which I vote: my account signs it."""
        assembly, owner = _assembly(request, assembly_id), voter_of(request.access)
        if owner is None:
            raise Http404
        said = self.read(**_to_give(request, building, assembly, owner))
        given = services.give_proxy(
            assembly,
            **as_said(said),
            signer=owner,
            origin=origin(request),
            by=request.user,
        )
        return _shown(assembly, given)


class PaperProxies(ApiView):
    tag = "assemblies"

    @require(Permission.HOLD_ASSEMBLIES, asbl=True)
    @operation(
        body=PaperProxyBody,
        answer=ProxyShape,
        status=201,
        refuses=(
            NotConvened,
            MeetingOver,
            NothingToVote,
            VoteSuspended,
            SelfProxy,
            ProxyGiven,
        ),
    )
    def post(self, request, building, assembly_id):
        """Record a proxy on paper, with its scan if there is one."""
        assembly = _assembly(request, assembly_id)
        said = self.read(**_on_paper(request, building, assembly))
        kept = services.record_proxy(
            assembly, **as_said(said), origin=origin(request), by=request.user
        )
        return _shown(assembly, kept)


class ProxyView(ApiView):
    tag = "assemblies"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(answer=ProxyShape)
    def get(self, request, building, assembly_id, proxy_id):
        """One proxy."""
        assembly = _assembly(request, assembly_id)
        found = visible_proxies(request.access, assembly)
        return _shown(assembly, get_object_or_404(found, uuid=proxy_id))


class ProxyPaper(ApiView):
    tag = "assemblies"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(downloads=FILE_TYPES)
    def get(self, request, building, assembly_id, proxy_id):
        """The scan of a proxy on paper."""
        found = visible_proxies(request.access, _assembly(request, assembly_id))
        papers = found.filter(paper__isnull=False)
        return send(request, get_object_or_404(papers, uuid=proxy_id).paper)


class ProxyWithdrawing(ApiView):
    tag = "assemblies"

    @require(Permission.SEE_ASSEMBLIES, asbl=True)
    @operation(body=WithdrawBody, answer=ProxyShape, refuses=(ProxyGone, MeetingOver))
    def post(self, request, building, assembly_id, proxy_id):
        """Withdraw a proxy that I gave; the office any. The holder is told."""
        assembly = _assembly(request, assembly_id)
        found = get_object_or_404(own_proxies(request.access, assembly), uuid=proxy_id)
        services.withdraw_proxy(
            found, **self.read(), origin=origin(request), by=request.user
        )
        found.refresh_from_db()
        return _shown(assembly, found)


def _to_give(request, building, assembly, owner) -> dict:
    """Return whose proxy it can be, and who can hold it."""
    mine = voted_for(assembly, owner)
    if request.access.is_of_members:
        find = partial(holders_called, assembly, but=owner)
        return {"members": mine, "find_voters": find}
    return {
        "holdings": Holding.objects.filter(pk__in=[one.pk for one in mine]),
        "holders": possible_holders(building.pk),
    }


def _on_paper(request, building, assembly) -> dict:
    if request.access.is_of_members:
        return {
            "find_members": partial(members_called, assembly),
            "find_voters": partial(holders_called, assembly),
        }
    return {
        "holdings": voting_holdings(assembly),
        "holders": possible_holders(building.pk),
    }


def _assembly(request, assembly_id):
    found = visible_assemblies(request.access).convened().select_related("tenant")
    return get_object_or_404(found, uuid=assembly_id)


def _shown(assembly, proxy):
    assembly.refresh_from_db()
    return shown([proxy], standing_now(assembly))[0]
