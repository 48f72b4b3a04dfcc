from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "koprogo.documents"
    label = "documents"
