"""Work in the background: how far it is."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework import serializers

from buildings.access import Permission, find_access
from buildings.services.invitations import PRINTING
from koprogo.api.doors import personal
from koprogo.api.operations import operation
from koprogo.api.problems import REFUSALS
from koprogo.api.views import ApiView
from koprogo.jobs.models import Job
from koprogo.jobs.refusals import refusal_of

OPEN, FINISHED, FAILED = "open", "finished", "failed"

# Who follows which work of a building; all other work, only whoever asked for it.
FOLLOWERS = {
    PRINTING: Permission.INVITE,
    "buildings.read_document": Permission.EDIT_LIBRARY,
}


class JobShape(serializers.ModelSerializer):
    """``done`` of ``total`` steps; total 0: nobody knows. Failed: it was given up.

    ``refused``: the last part of the type of the problem that ended it before anything
    was made; else nothing.
    """

    state = serializers.SerializerMethodField()
    refused = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = [
            *("uuid", "name", "state", "refused"),
            *("done", "total", "created_at", "finished_at"),
        ]

    def get_state(self, job) -> str:
        if job.is_open:
            return OPEN
        return FINISHED if job.finished_at else FAILED

    def get_refused(self, job) -> str:
        refusal = REFUSALS.get(refusal_of(job))
        return refusal.code if refusal else ""


class JobView(ApiView):
    tag = "jobs"

    @personal()
    @operation(answer=JobShape)
    def get(self, request, job_id):
        """How far some work is: what I asked for, or may follow in a building."""
        job = get_object_or_404(Job.objects.select_related("tenant"), uuid=job_id)
        if _may_follow(request, job):
            return job
        raise Http404


def _may_follow(request, job: Job) -> bool:
    slug, only = job.tenant.slug if job.tenant else None, request.auth.tenant_slug
    if only is not None and slug != only:
        return False
    if job.by_id == request.user.pk:
        return True
    if slug is None or job.name not in FOLLOWERS:
        return False
    access = find_access(request.user, slug)
    return access is not None and access.allows(FOLLOWERS[job.name])
