"""Imports and foreign keys point down, and only through the front doors."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

from tests.support.house import (
    INFRASTRUCTURE,
    LAYERS,
    OTHER_KINDS,
    RULES,
    by_name,
    is_front_door,
    is_package,
    rule_modules,
)
from tests.support.rooms import DOMAIN_ROOMS, ROOMS, models_of_ours, rank
from tests.support.source import FUNCTIONS, PROJECT, Import, Module, is_ours, modules, names

COMPOSITION_ROOT = "corporate_parenting"


def ours(module: Module) -> list[Import]:
    """What a module imports from the six rooms."""
    return [found for found in module.imports if is_ours(found.target)]


def test_there_is_something_to_check():
    assert {module.room for module in modules()} == set(ROOMS)
    assert len(modules()) > 60


def test_imports_point_down():
    wrong = [
        f"{module.where}:{found.line} imports {found.target}, which lies above it"
        for module in modules()
        for found in ours(module)
        if rank(found.target.split(".")[0]) > rank(module.room)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_import_names_a_module_of_ours():
    unknown = [
        f"{module.where}:{found.line} imports {found.target}"
        for module in modules()
        for found in ours(module)
        if found.target not in names()
    ]
    assert not unknown, "\n".join(unknown)


def test_apps_use_each_others_front_doors_only():
    wrong = [
        f"{module.where}:{found.line} imports {found.target} {found.name}, which is no front door"
        for module in modules()
        if ".migrations." not in module.name  # Django writes those
        for found in ours(module)
        if found.target.split(".")[0] != module.room
        if not is_front_door(found.target, found.name)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_table_of_infrastructure_has_no_stale_entry():
    taken = {
        name
        for module in modules()
        for found in ours(module)
        if found.target.split(".")[0] != module.room
        for name in (found.target, f"{found.target}.{found.name}")
    }
    known = {name for name in INFRASTRUCTURE if _exists(name)}
    assert known == set(INFRASTRUCTURE), "it is not there any more"
    assert known - taken == {"councils.context"}  # the settings name it


def _exists(name: str) -> bool:
    """Whether it is a module, or a class of one."""
    module, _, last = name.rpartition(".")
    return name in names() or (last[0].isupper() and module in names())


def test_packs_are_not_imported_back():
    composing = {"boards.urls", "boards.views", "boards.papers.views"}  # the last one previews
    wrong = [
        f"{module.where}:{found.line} imports {found.target}"
        for module in modules()
        if module.room == "boards" and not module.name.startswith("boards.packs")
        if module.name not in composing
        for found in ours(module)
        if found.target.startswith("boards.packs")
    ]
    assert not wrong, "\n".join(wrong)


def test_inside_a_room_imports_point_down_too():
    wrong = [
        f"{module.where}:{found.line}: {module.last} imports {found.target}"
        for module in modules()
        for found in ours(module)
        if found.target.split(".")[0] == module.room and module.room in DOMAIN_ROOMS
        if module.last in LAYERS
        if LAYERS.get(found.target.rsplit(".", 1)[-1], 0) > LAYERS[module.last]
    ]
    assert not wrong, "\n".join(wrong)


def test_there_is_no_cycle():
    graph = {module.name: {found.target for found in ours(module)} for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_no_import_stands_inside_a_function():
    wrong = [
        module.at(node)
        for module in modules()
        for function in ast.walk(module.tree)
        if isinstance(function, FUNCTIONS)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_imported_by_a_string():
    """A name in a string would pass every test above. The root stands over all, and may."""
    by_string = {"import_module", "__import__", "import_string", "get_model"}
    wrong = [
        module.at(call)
        for module in modules()
        if module.room in DOMAIN_ROOMS and "migrations" not in module.name
        for call in module.calls()
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in by_string
    ]
    assert not wrong, "\n".join(wrong)


def test_there_are_no_signals():
    wrong = [
        f"{module.where}:{found.line}"
        for module in modules()
        for found in module.imports
        if "signals" in found.target.split(".") or found.target == "django.dispatch"
    ]
    assert not wrong, "\n".join(wrong)


def test_foreign_keys_point_down():
    """Those written as strings too: the app registry has resolved them."""
    wrong = [
        f"{model._meta.label}.{field.name} points up to {field.related_model._meta.label}"
        for model in models_of_ours(historical=True)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and field.related_model._meta.app_label in ROOMS
        if rank(field.related_model._meta.app_label) > rank(model._meta.app_label)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_rules_are_pure():
    lost = {name for name in RULES if name in names()} - rule_modules()
    why = {name: sorted({found.target for found in by_name(name).imports}) for name in lost}
    assert not lost, f"These import what a rule may not: {why}"


def test_the_rules_that_were_promised_are_there():
    assert set(RULES) <= names()


def test_rules_work_without_django():
    """Not by reading but by trying: all of them in a Python that has not loaded Django."""
    code = (
        f"import {', '.join(sorted(rule_modules()))}, sys; "
        "sys.exit(' '.join(m for m in sys.modules if m.split('.')[0] == 'django') or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_module_is_of_a_known_kind():
    """A new kind of module is a decision: write it into the table, with what it is."""
    unknown = [
        module.name
        for module in modules()
        if module.room in DOMAIN_ROOMS and not is_package(module)
        if module.name not in rule_modules() and module.name not in OTHER_KINDS
        if module.last not in LAYERS
        if module.name.split(".")[1] not in {"migrations", "templatetags", "management"}
    ]
    assert not unknown, unknown


def test_the_table_of_kinds_has_no_stale_entry():
    assert set(OTHER_KINDS) <= names()
    assert not set(OTHER_KINDS) & rule_modules()


def test_nothing_imports_the_composition_root():
    wrong = [
        module.where
        for module in modules()
        if module.room != COMPOSITION_ROOT
        if any(found.target.startswith(COMPOSITION_ROOT) for found in ours(module))
    ]
    assert not wrong, wrong
