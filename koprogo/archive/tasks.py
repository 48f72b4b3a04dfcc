from django.utils import translation

from koprogo.archive import services
from koprogo.archive.models import Archive
from koprogo.jobs.services import DONE, step


@step(services.MAKING, snapshot=True)
def make_archive(job, *, archive):
    """Write the archive in the language of whoever asked for it."""
    wanted = Archive.objects.filter(pk=archive).first()
    if wanted is not None:  # replaced meanwhile otherwise
        with translation.override(job.by.language):
            services.make(wanted)
    return DONE
