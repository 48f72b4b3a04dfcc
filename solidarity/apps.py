from django.apps import AppConfig


def _play_demo(today, users):
    from solidarity import demo

    demo.play(today, users)


class SolidarityConfig(AppConfig):
    name = "solidarity"

    def ready(self):
        from koprogo import slots
        from solidarity import history, navigation, personal, totals, vault
        from solidarity.queries import integrity
        from solidarity.services import exclusions, retention

        history.register()
        slots.nav.register(navigation.items)
        slots.entrances.register(navigation.entrances)
        slots.demo_of_site.append(_play_demo)
        slots.personal_data.append(personal.DATA)
        slots.integrity_checks.append(integrity.findings)
        slots.published_totals.append(totals.totals)
        slots.forgetting += [
            retention.warn_of_drafts,
            retention.forget_drafts,
            retention.forget_files,
            retention.forget_papers,
        ]
        slots.encryption_renewals += [
            vault.renew_encryption,
            exclusions.renew_encryption,
        ]
