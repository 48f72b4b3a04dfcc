from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "koprogo.ledger"
    label = "ledger"

    def ready(self):
        from koprogo.ledger import history

        history.register()
