"""Rules that no linter sees. Each failure names what to change."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import get_resolver

from buildings.access import Permission
from buildings.models import Role
from buildings.permissions import PERMISSION_LABELS
from buildings.roles import ROLE_DESCRIPTIONS, ROLE_PERMISSIONS
from koprogo.fields import MoneyField
from koprogo.tenancy.models import TenantManager, TenantRow

PROJECT = Path(settings.BASE_DIR)
PACKAGES = (
    "koprogo",
    "buildings",
    "finance",
    "governance",
    "solidarity",
    "transparency",
)
# Who may point to whom: only down, or inside the app.
LEVEL = {
    "tenancy": 0,
    "accounts": 0,
    "api": 1,
    "audit": 1,
    "ledger": 1,
    "jobs": 1,
    "measuring": 1,
    "documents": 1,
    "notifications": 2,
    "webhooks": 2,
    "privacy": 1,
    "archive": 2,
    "buildings": 3,
    "finance": 4,
    "solidarity": 5,
    "governance": 5,
    "transparency": 6,
}


def is_ours(thing) -> bool:
    return thing.__module__.partition(".")[0] in PACKAGES


OUR_MODELS = [model for model in apps.get_models() if is_ours(model)]


def our_fields():
    for model in OUR_MODELS:
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            yield f"{model._meta.label}.{field.name}", model, field


def our_views(resolver=None, prefix=""):
    """Yield (route, view) of all our pages, wrappers and all."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from our_views(entry, route)
        elif is_ours(entry.callback):
            yield route, entry.callback


def is_migration(path) -> bool:
    return "/migrations/" in path


def sources(*folders, suffixes=(".py",)):
    """Yield (path from the project's root, text) of what people wrote."""
    for folder in folders:
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.suffix in suffixes and "__pycache__" not in path.parts:
                yield path.relative_to(PROJECT).as_posix(), path.read_text("utf-8")


@cache
def tree(text):
    return ast.parse(text)


def nodes(kind, *folders):
    """Yield (path:line, node) of the syntax trees, without generated migrations."""
    for path, text in sources(*folders):
        if not is_migration(path):
            for node in ast.walk(tree(text)):
                if isinstance(node, kind):
                    yield f"{path}:{getattr(node, 'lineno', 0)}", node


# Models


def test_foreign_keys_point_down():
    """A string such as "finance.Call" is invisible to import-linter."""
    assert {model._meta.app_label for model in OUR_MODELS} == set(LEVEL)
    upward = [
        f"{name} → {field.related_model._meta.label}"
        for name, model, field in our_fields()
        if field.is_relation
        and (target := field.related_model._meta.app_label) != model._meta.app_label
        and LEVEL.get(target, 0) >= LEVEL[model._meta.app_label]
    ]
    assert upward == []


# Exact numbers that are no money.
NOT_MONEY = {
    "finance.BookSettings.interest_percent",
    "finance.MeterReading.value",
    "solidarity.Aid.percent",
    "solidarity.Aid.won_part",
    "solidarity.Vote.percent",
    "solidarity.Vote.won_part",
    "transparency.AllocationLine.percent",
    "transparency.Goal.measured",
    "transparency.Goal.target",
}


def test_money_is_exact_and_has_two_decimals():
    wrong = [
        name
        for name, _model, field in our_fields()
        if isinstance(field, models.FloatField)
        or (
            isinstance(field, models.DecimalField) and not isinstance(field, MoneyField)
        )
        or (isinstance(field, MoneyField) and field.decimal_places != 2)
    ]
    assert set(wrong) == NOT_MONEY


def test_rows_are_deleted_one_by_one_on_purpose():
    """A cascade deletes what nobody looked at: PROTECT, or a reason here."""
    cascading = [
        name
        for name, _model, field in our_fields()
        if field.is_relation and field.remote_field.on_delete is not models.PROTECT
    ]
    assert cascading == []


def test_managers_of_tenant_rows_stay_inside_the_tenant():
    outside = [
        f"{model._meta.label}.{manager.name}"
        for model in OUR_MODELS
        if issubclass(model, TenantRow)
        for manager in model._meta.managers
        if not isinstance(manager, TenantManager)
    ]
    assert outside == []


# Views


def test_every_view_names_a_permission_or_is_public():
    undeclared = [
        route
        for route, view in our_views()
        if not hasattr(view, "permission") and getattr(view, "login_required", True)
    ]
    assert undeclared == []


def test_every_page_of_a_building_names_a_permission():
    without = [
        route
        for route, view in our_views()
        if "<slug:slug>" in route
        and not isinstance(getattr(view, "permission", None), Permission)
    ]
    assert without == []


def test_pages_are_rendered_inside_their_tenant():
    """These are rendered or sent after the view has left it; an open file may be."""
    late = {"TemplateResponse", "SimpleTemplateResponse", "StreamingHttpResponse"}
    found = {
        where.partition(":")[0]
        for where, node in nodes(ast.Name, *PACKAGES)
        if node.id in late or node.id == "FileResponse"
    }
    assert found == {"koprogo/ui/downloads.py"}


def test_nothing_is_async():
    """A tenant is entered on the connection of a thread."""
    kinds = (ast.AsyncFunctionDef, ast.AsyncWith, ast.AsyncFor, ast.Await)
    assert [where for where, _node in nodes(kinds, *PACKAGES)] == []


def test_permissions_and_roles_are_complete():
    assert set(PERMISSION_LABELS) == set(Permission)
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set(ROLE_DESCRIPTIONS) == set(Role)


# Code


def pyproject():
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())


def test_rules_are_pure():
    """They load neither Django nor Celery nor a driver, not even by a package."""
    rules = [
        path.removesuffix(".py").replace("/", ".")
        for path in pyproject()["tool"]["mypy"]["files"]
    ]
    contracts = [
        contract
        for contract in pyproject()["tool"]["importlinter"]["contracts"]
        if contract["id"] in {"pure", "tables"}
    ]
    named = [name for contract in contracts for name in contract["source_modules"]]
    assert sorted(named) == sorted(rules)
    code = (
        f"import sys, {', '.join(rules)}\n"
        "print(sorted({'django', 'celery', 'psycopg'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[]\n"


def test_money_never_becomes_a_float():
    calls = [
        where
        for where, node in nodes(ast.Call, *PACKAGES)
        if isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    literals = [
        where
        for where, node in nodes(ast.Constant, "finance", "koprogo/ledger")
        if isinstance(node.value, float)
    ]
    assert calls + literals == []


def test_one_place_tells_postgresql_who_works_where():
    told = [
        path
        for path, text in sources(*PACKAGES, "deploy", "benchmarks")
        if re.search(r"set_config|app\.(tenant|user)\b", text)
        and not is_migration(path)
    ]
    assert told == ["koprogo/tenancy/context.py", "koprogo/tenancy/operations.py"]
    assert [path for path, text in sources(*PACKAGES) if "set_config(" in text] == [
        "koprogo/ledger/migrations/0002_walls.py",
        "koprogo/tenancy/context.py",
        "buildings/migrations/0002_walls.py",
        "finance/migrations/0005_opening_complete.py",
        "finance/migrations/0007_walls_of_books.py",
    ]


def test_files_are_short():
    """Tests too. Not migrations: what was done once is neither split nor changed."""
    folders = (*PACKAGES, "templates", "deploy", "benchmarks", "tests")
    long = [
        f"{path}: {length} lines"
        for path, text in sources(*folders, suffixes=(".py", ".html", ".css", ".sh"))
        if not is_migration(path) and (length := len(text.splitlines())) > 400
    ]
    assert long == []


# Templates


def test_included_templates_get_only_what_they_are_given():
    leaking = [
        f"{path}: {tag}"
        for path, text in sources("templates", suffixes=(".html", ".txt"))
        for tag in re.findall(r"{%\s*include\s.*?%}", text, re.DOTALL)
        if not re.search(r"\sonly\s*%}$", tag)
    ]
    assert leaking == []


def test_templates_bring_no_script_no_style_and_no_other_origin():
    pattern = r"<script(?! src=\"{% static )|<style|\sstyle=|\son\w+=|(?:https?:)?//[\w.]|javascript:"
    found = [
        f"{path}: {match}"
        for path, text in sources("templates", suffixes=(".html",))
        for match in re.findall(pattern, text)
    ]
    assert found == []
