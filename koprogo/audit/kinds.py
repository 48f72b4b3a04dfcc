"""Kinds of events, to choose among them: what the words of the actions have in common."""

from django.utils import translation

from koprogo import slots

__all__ = ["kind_of_actions", "kinds"]


def kind_of_actions() -> dict[str, str]:
    """Return each action's kind: the first action of that kind, in every language."""
    first: dict[str, str] = {}
    with translation.override(None):  # two kinds may be one word in some language
        return {
            action: first.setdefault(str(words.kind), action)
            for action, words in slots.audit_words.items()
        }


def kinds() -> dict[str, tuple[str, list[str]]]:
    """Return what to choose from: (words, actions) by kind, in the order of the words."""
    actions: dict[str, list[str]] = {}
    for action, kind in kind_of_actions().items():
        actions.setdefault(kind, []).append(action)
    found = {
        kind: (str(slots.audit_words[kind].kind), held)
        for kind, held in actions.items()
    }
    return dict(sorted(found.items(), key=lambda each: each[1][0]))
