"""Every admin stands on the one base class, on the one site."""

import ast

from django.contrib import admin

from councils.admin_site import CouncilAdmin
from tests.support.source import modules
from tests.support.urls import admins


def test_every_admin_uses_the_base_class():
    assert admins()
    for model_admin in admins():
        assert isinstance(model_admin, CouncilAdmin), model_admin.opts.label


def test_django_s_own_site_is_empty():
    assert not admin.site._registry


def test_there_are_no_inlines():
    """An inline is not scoped by the base class: give it one of its own before using it."""
    assert not [a for a in admins() if a.inlines or a.get_inlines(None, None)]


def test_no_admin_replaces_what_scopes_it():
    guarded = (
        *("councils", "scoped_choices", "get_form", "history_view", "history_form_view"),
        *("formfield_for_foreignkey", "has_view_permission", "lookup_allowed", "add_view"),
        *("get_search_results", "formfield_for_dbfield", "get_object", "changelist_view"),
    )
    wrong = [
        f"{type(model_admin).__name__}.{name}"
        for model_admin in admins()
        for name in guarded
        if getattr(type(model_admin), name) is not getattr(CouncilAdmin, name)
    ]
    assert not wrong


def test_an_admin_of_its_own_rows_adds_to_the_scope_and_never_replaces_it():
    for model_admin in admins():
        own = vars(type(model_admin)).get("get_queryset")
        assert own is None or "super().get_queryset(" in _source(type(model_admin), "get_queryset")


def test_every_admin_is_registered_by_name_on_our_site():
    wrong = [
        f"{module.where}:{node.lineno}"
        for module in modules()
        for node in module.calls()
        if isinstance(node.func, ast.Attribute) and node.func.attr == "register"
        if getattr(node.func.value, "id", "") in {"admin", "site"}
        if not any(k.arg == "site" and getattr(k.value, "id", "") == "site" for k in node.keywords)
    ]
    assert not wrong


def _source(cls: type, method: str) -> str:
    module = next(each for each in modules() if each.name == cls.__module__)
    return next(
        ast.unparse(node)
        for outer in ast.walk(module.tree)
        if isinstance(outer, ast.ClassDef) and outer.name == cls.__name__
        for node in outer.body
        if getattr(node, "name", "") == method
    )
