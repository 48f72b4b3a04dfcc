"""Every action that the code records has its sentence, and each value its name.

The sources are read: whoever records something new is told here what is missing.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from buildings.access import Permission
from buildings.history import kinds
from koprogo import slots

PACKAGES = (
    *("koprogo", "buildings", "finance", "governance", "transparency"),
    "community",
)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Recording:
    """A call that records: ``values`` hold None when it hands on a dictionary."""

    where: str
    action: str
    values: frozenset[str | None]


def recordings():
    """Read every call that records something, from the sources."""
    of_letters = {}
    for where, tree in sources():
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        for function in functions:
            for call in calls_in(function):
                if what := _of_any_letter(call):
                    of_letters[what] = frozenset(_given(call)) - {"target", "by"}
                    continue
                yield from _recordings(where, tree, function, call)
    for where, tree in sources():
        for call in calls_in(tree):
            if _name(call) == "LetterActions":
                for what, action in _given(call).items():
                    yield Recording(where, action.value, of_letters[what])


@cache
def sources():
    """Return (path, tree) of each file of ours."""
    return [
        (path.relative_to(settings.BASE_DIR).as_posix(), ast.parse(path.read_bytes()))
        for package in PACKAGES
        for path in sorted(Path(settings.BASE_DIR, package).rglob("*.py"))
    ]


def _of_any_letter(call):
    """Return what happens to letters, whose kinds call it by names of their own."""
    if _name(call) != "record" or not call.args:
        return ""
    source = ast.unparse(call.args[0])
    return source.rpartition(".")[2] if ".actions." in source else ""


def calls_in(node):
    return [each for each in ast.walk(node) if isinstance(each, ast.Call)]


def _recordings(where, tree, function, call):
    given = _given(call)
    if _name(call) == "record" and {"target", "by"} <= set(given):
        action, values = call.args[0], frozenset(given) - {"target", "by"}
    elif _name(call) == "save_changes":
        action, values = given["action"], frozenset([None])
    else:
        return
    for each in _actions(where, tree, function, action):
        yield Recording(where, each, values)


def _given(call):
    return {keyword.arg: keyword.value for keyword in call.keywords}


def _name(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _actions(where, tree, function, node):
    """Return the actions that an expression may be, or its source as it stands."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [node.body.value, node.orelse.value]
    source = ast.unparse(node)
    parameters = [arg.arg for arg in function.args.args + function.args.kwonlyargs]
    if source in parameters:
        return _given_by_callers(tree, function.name, parameters.index(source), source)
    module = import_module(where.removesuffix(".py").replace("/", "."))
    return [attrgetter(source)(module)]


def _given_by_callers(tree, name, position, parameter):
    """Return what the same file hands to a function; save_changes is read by itself."""
    for call in calls_in(tree):
        if _name(call) == name:
            given = _given(call)
            yield given.get(parameter, (*call.args, None)[position]).value


RECORDINGS = list(recordings())
ACTIONS = sorted({each.action for each in RECORDINGS})


def test_the_walk_finds_every_way_to_name_an_action():
    assert {
        "lot.created",  # a literal
        "lot.changed",  # save_changes(action=…)
        "library.office_changed",  # one of two
        "pages.looked_at",  # a constant of a module
        "staff.joined",  # a parameter
        "letters.sent",  # letters of a kind
    } <= set(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_its_sentence(action):
    """Missing: add it to WORDS of buildings/history/words.py or finance/history/."""
    assert action in slots.audit_words


@pytest.mark.parametrize("each", RECORDINGS, ids=lambda each: each.action)
def test_a_sentence_uses_what_is_recorded(each):
    words = slots.audit_words[each.action]
    used = PLACEHOLDER.findall(str(words.sentence))
    assert used.count("object") <= 1
    assert PLACEHOLDER.findall(str(words.otherwise)) == []
    if None not in each.values:
        assert set(used) - {"object"} - each.values == set()


def test_whoever_may_not_read_a_sentence_reads_another():
    words = slots.audit_words.values()
    assert [each for each in words if bool(each.needs) != bool(each.otherwise)] == []
    assert {each.needs for each in words} - {""} <= set(Permission)


def test_every_recorded_value_has_a_name():
    """Missing: add it to VALUES beside the words."""
    recorded = {name for each in RECORDINGS for name in each.values}
    assert sorted(recorded - {None} - set(slots.audit_values)) == []


def test_kinds_to_filter_by_hold_every_action():
    held = [action for _label, actions in kinds().values() for action in actions]
    assert sorted(held) == sorted(slots.audit_words)


def test_whatever_was_changed_has_a_public_id():
    """The history finds the rows by it, whether they have a page or not."""
    columns = {
        label: {field.name for field in apps.get_model(label)._meta.fields}
        for label in slots.audit_targets
    }
    assert [label for label, names in columns.items() if "uuid" not in names] == []
