from django.utils.translation import gettext_lazy as _

from koprogo import slots

slots.archive_stays["archive.Archive"] = _("Archives that were made before.")
