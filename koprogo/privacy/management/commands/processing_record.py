from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

from koprogo.privacy.report import chapters


class Command(BaseCommand):
    help = (
        "Print the record of processing activities (GDPR, art. 30) as Markdown, written "
        "from what the program declares."
    )

    def add_arguments(self, parser):
        codes = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=codes, default=settings.LANGUAGE_CODE)

    def handle(self, *, language, **options):
        context = {
            "chapters": chapters(),
            "organisation": settings.ORGANISATION_NAME,
            "address": settings.ORGANISATION_ADDRESS,
            "processors": settings.ORGANISATION_PROCESSORS,
            "dpo": settings.DPO_EMAIL,
        }
        with translation.override(language):
            self.stdout.write(render_to_string("privacy/record.md", context))
