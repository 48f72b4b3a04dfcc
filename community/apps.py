from django.apps import AppConfig


def _play_demo(slug, stage):
    from community import demo

    demo.play(slug, stage)


def _play_demo_beside(today, users):
    from community import demo

    demo.play_beside(today, users)


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self):
        from community import history, navigation, personal, totals
        from community.queries.hours import integrity
        from community.services import forgetting as posts
        from community.services.booking_forgetting import forget_bookings
        from community.services.forgetting_people import forget_who_left
        from community.services.hours import forgetting
        from koprogo import slots

        history.register()
        slots.demo_acts.append(_play_demo)
        slots.demo_of_site.append(_play_demo_beside)
        slots.forgetting.append(forget_bookings)
        slots.home_cards.register(navigation.home_cards)
        slots.nav.register(navigation.items)
        slots.published_totals.append(totals.totals)
        slots.personal_data.append(personal.DATA)
        slots.setting_cards.register(navigation.setting_cards)
        slots.integrity_checks.append(integrity.verify)
        # What posts hang on goes before them.
        slots.forgetting += [
            forgetting.forget_words,
            posts.forget_reports,
            posts.forget_talks,
            posts.forget_asks,
            posts.forget_posts,
            forget_who_left,
        ]
