"""The archive of a building: asked for, followed, fetched by whoever signed in just now."""

from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import JobShape
from koprogo.api.downloads import ZIP
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.archive import services
from koprogo.archive.errors import NoSecondFactor, NotMade
from koprogo.privacy.api import ASK_TO_SIGN_IN, is_fresh
from koprogo.ui.downloads import send_file


class ArchiveShape(serializers.Serializer):
    """``made_at`` null: it is not there (yet). ``public_key``: that signs it, base64."""

    made_at = serializers.DateTimeField(allow_null=True)
    size = serializers.IntegerField(allow_null=True, help_text="Bytes of the ZIP.")
    expires_at = serializers.DateTimeField(allow_null=True)
    public_key = serializers.CharField()
    job = JobShape(allow_null=True)


class Archives(ApiView):
    tag = "archive"

    @require(Permission.HAND_OVER)
    @operation(answer=ArchiveShape)
    def get(self, request, building):
        """Whether there is an archive of the building, and until when."""
        return _state()

    @require(Permission.HAND_OVER)
    @operation(answer=ArchiveShape, status=202)
    def post(self, request, building):
        """Have everything of the building written into one signed ZIP.

        One that is being made goes on; one that is there is replaced.
        """
        services.ask_archive(by=request.user)
        return _state()


class ArchiveFile(ApiView):
    tag = "archive"

    @require(Permission.HAND_OVER)
    @operation(downloads=(ZIP,), refuses=(NotMade, NoSecondFactor))
    def post(self, request, building):
        """Fetch the archive. It is recorded.

        It needs the access token of a sign-in of the last five minutes: an API token
        is not enough.
        """
        if not is_fresh(request):
            raise PermissionDenied(ASK_TO_SIGN_IN)
        now = timezone.now()
        stored = services.fetch(now=now, by=request.user)
        name = f"{building.slug}-{timezone.localdate(now)}.zip"
        return send_file(stored, name=name, content_type=ZIP)


def _state() -> dict[str, object]:
    found = services.archive_of(now=timezone.now())
    made = found is not None and found.made_at is not None
    return {
        "made_at": found.made_at if made else None,
        "size": found.size if made else None,
        "expires_at": services.expires_at(found) if made else None,
        "public_key": services.site_key(),
        "job": services.job_of(found) if found else None,
    }
