"""Every tenant row has its council; rows with history are never written behind its back."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from boards.models import CalendarFeed, Reminder
from councils.models import Council, TenantModel, User
from measures.models import (
    Area,
    Indicator,
    InspectionGrade,
    Neighbour,
    NeighbourModel,
    OpenDataFile,
    PublishedFigure,
    PublishedTable,
    Release,
)
from tests.support.rooms import DOMAIN_ROOMS, has_history, models_of_ours
from tests.support.source import Module, modules

#: Statistics that are published of every authority are no council's own.
PUBLISHED = {
    *(Area, Indicator, InspectionGrade, Neighbour, NeighbourModel, OpenDataFile),
    *(PublishedFigure, PublishedTable, Release),
}
#: A reminder and a calendar are a person's, over all their councils.
WITHOUT_COUNCIL = {CalendarFeed, Council, Reminder, User} | PUBLISHED
TENANTS = [model for model in models_of_ours() if model not in WITHOUT_COUNCIL]
BULK = {
    *("bulk_create", "bulk_update", "_raw_delete", "_update"),
    *("abulk_create", "abulk_update", "aupdate", "bulk_create_with_history"),
}
#: Plain dictionaries by custom: attributes of widgets, contexts, headers.
DICTIONARIES = {"attrs", "context", "headers", "environ", "kwargs", "initial", "data"}


def label(model: type[models.Model]) -> str:
    """How a model is called in the report."""
    return model._meta.label


@pytest.mark.parametrize("model", TENANTS, ids=label)
def test_every_row_has_its_council(model):
    assert issubclass(model, TenantModel)
    council = model._meta.get_field("council")
    assert council.related_model is Council
    assert not council.null
    assert not council.editable, "a form could set it"


@pytest.mark.parametrize("model", TENANTS, ids=label)
def test_its_clean_is_the_one_that_compares_councils(model):
    """A model with a clean of its own calls the one it stands on."""
    for base in model.__mro__:
        if base is TenantModel:
            return
        if "clean" in vars(base):
            assert "super().clean()" in ast.unparse(_tree_of(base, "clean"))


def _tree_of(cls: type, method: str) -> ast.AST:
    module = next(each for each in modules() if each.name == cls.__module__)
    return next(
        node
        for outer in ast.walk(module.tree)
        if isinstance(outer, ast.ClassDef) and outer.name == cls.__name__
        for node in outer.body
        if getattr(node, "name", "") == method
    )


@pytest.mark.parametrize("model", models_of_ours(), ids=label)
def test_nothing_is_deleted_along_with_something_else(model):
    loose = [
        field.name
        for field in model._meta.local_fields
        if field.is_relation and field.remote_field.on_delete is not models.PROTECT
    ]
    assert not loose


@pytest.mark.parametrize("model", TENANTS, ids=label)
def test_its_manager_can_be_asked_for_one_council(model):
    assert hasattr(model._default_manager, "of")
    assert model._default_manager.model is model


# Writing behind the history's back ------------------------------------------------------------


def name_of(node: ast.AST) -> str:
    """The last name of an expression: `widget.attrs` is “attrs”."""
    return getattr(node, "attr", getattr(node, "id", ""))


def model_written(call: ast.Call) -> type[models.Model] | None:
    """The model whose rows a call writes, where it begins with `Model.objects`."""
    node = call.func
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            return _model(name_of(node.value))
    return None


def _model(name: str) -> type[models.Model] | None:
    found = [m for m in apps.get_models() if m.__name__ == name]
    return found[0] if found else None


def is_bulk(call: ast.Call, plain: set[str]) -> bool:
    """Whether a call writes many rows at once, as far as can be read."""
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr in BULK:
        return True
    # A query set takes keywords alone; a dictionary that takes keywords is known by its name.
    is_update = call.func.attr == "update" and call.keywords and not call.args
    return bool(is_update) and name_of(call.func.value) not in DICTIONARIES | plain


def plain_dictionaries(tree: ast.AST) -> set[str]:
    """Names that are given a dictionary in this module."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        if isinstance(node.value, ast.Dict | ast.DictComp)
        or name_of(getattr(node.value, "func", node)) == "dict"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def bulk_writes(module: Module) -> Iterator[str]:
    """Where a module writes in bulk to rows with history, or to rows that cannot be told."""
    plain = plain_dictionaries(module.tree)
    for call in module.calls():
        if is_bulk(call, plain):
            model = model_written(call)
            if model is None or has_history(model):
                yield f"{module.at(call)}: {ast.unparse(call)[:80]}"


def test_the_check_sees_what_it_is_for():
    def seen(code: str) -> bool:
        call = ast.parse(code).body[0].value
        model = model_written(call)
        return is_bulk(call, {"rows"}) and (model is None or has_history(model))

    assert seen("Meeting.objects.of(council).update(place='')")
    assert seen("meeting.items.filter(pk=1).update(**values)")
    assert seen("Observation.objects.bulk_create(made)")
    assert seen("edition.items.bulk_create(made)")
    assert not seen("EditionItem.objects.bulk_create(made)")
    assert not seen("widget.attrs.update(rows='5')")
    assert not seen("digest.update(text)")
    assert not seen("rows.update(a=1)")


def test_no_bulk_write_on_rows_with_history():
    wrong = [
        found
        for module in modules()
        if "migrations" not in module.name
        for found in bulk_writes(module)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_sql_of_our_own_writes():
    """Nor does a statement written by hand; migrations may."""
    writing = ("insert ", "update ", "delete ", "truncate ", "alter ", "drop ")
    wrong = [
        module.at(call)
        for module in modules()
        if module.room in DOMAIN_ROOMS and "migrations" not in module.name
        for call in module.calls()
        if name_of(call.func) in {"execute", "executemany", "raw", "callproc"}
        if any(ast.unparse(arg).strip("f'\"( \n").lower().startswith(writing) for arg in call.args)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_officers_change_keeps_its_history():
    """What carries no history is brought by a strategy, is only ever added, or says who and when.

    Nor do a reader's own marks and notes, so that what they take back is gone.
    """
    added_only = {
        *("boards.Opened", "boards.ReadMark", "boards.PrivateNote"),
        *("boards.Tap", "boards.UnclearPlace"),
        *("boards.ForumChallenge", "boards.ForumAnswer"),
        *("boards.PutQuestion", "boards.Edition", "boards.EditionItem"),
        *("boards.Announcement", "boards.Circulation", "boards.Invitation"),
        *("boards.ActionUpdate", "boards.ReportMove"),
        *("boards.AttendanceStatement", "boards.Removal", "boards.PrintedFile"),
        *("measures.LifeStep", "measures.Batch"),
        *("pledges.Rating", "pledges.LineSteps", "pledges.SetVersion", "pledges.Signature"),
        *("pledges.Breach", "pledges.BreachAnswer", "pledges.BreachKey"),
        *("pledges.Disposition", "pledges.Successor", "pledges.ForumHearing"),
        *("pledges.PlanProgress", "pledges.PlanIssue"),
        *("councils.Publication", "forums.Question", "forums.PrivateWords"),
        *("forums.Answer", "forums.QuestionLink"),
        *("forums.Concern", "forums.ConcernWords", "forums.ConcernTold", "councils.Purge"),
        *("forums.Round", "forums.ToldBack", "forums.Celebration"),
    }
    bare = {
        model._meta.label
        for model in TENANTS
        if not has_history(model) and not hasattr(model, "published_with")
    }
    assert bare == added_only
