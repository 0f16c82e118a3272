"""One clock: `councils.clock` asks the computer what time it is, and nothing else does."""

import ast
import re

from django.db import models

from tests.support.rooms import models_of_ours
from tests.support.source import TEMPLATES, Module, modules, template_names

#: Names that ask for the present moment, wherever they are found.
ASKING = {"now", "today", "utcnow", "localdate", "localtime_ns"}
#: Modules whose functions of these names ask the computer.
CLOCKS = {"datetime", "date", "timezone", "time", "dt"}
#: Without an argument these mean “now”.
NOW_WITHOUT_ARGUMENT = {"localtime", "localdate"}
ASKING_TAGS = re.compile(r"{%\s*now\b|\|\s*(timesince|timeuntil|naturaltime|naturalday)\b")


def asks(call: ast.Call) -> bool:
    """Whether a call asks the computer's clock."""
    if isinstance(call.func, ast.Name):
        return call.func.id in {"Now", "TransactionNow", "timesince", "timeuntil"}
    if not isinstance(call.func, ast.Attribute):
        return False
    of = call.func.value
    owner = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")
    if owner not in CLOCKS:
        return False
    return call.func.attr in ASKING or (call.func.attr in NOW_WITHOUT_ARGUMENT and not call.args)


def others() -> list[Module]:
    """Every module but the clock; starting and watching servers has its own, monotonic."""
    return [
        module
        for module in modules()
        if module.name != "councils.clock"
        if not module.name.startswith("corporate_parenting.local")
    ]


def test_the_check_sees_what_it_is_for():
    seen = [
        asks(ast.parse(code).body[0].value)
        for code in ("timezone.now()", "datetime.date.today()", "date.today()", "Now()")
    ]
    assert all(seen)
    not_seen = ("clock.now()", "timezone.localtime(value)", "self.today()", "clock.today()")
    assert not any(asks(ast.parse(code).body[0].value) for code in not_seen)


def test_only_the_clock_asks_what_time_it_is():
    wrong = [module.at(call) for module in others() for call in module.calls() if asks(call)]
    assert not wrong, "\n".join(wrong)


def test_nothing_takes_the_question_away_under_another_name():
    wrong = [
        f"{module.where}:{found.line}"
        for module in others()
        for found in module.imports
        if found.target == "django.utils.timezone" and found.name in {"now", "localdate"}
        if found.target == "time" and found.name in {"time", "localtime", "gmtime"}
    ]
    assert not wrong, "\n".join(wrong)


def test_no_field_asks_by_itself():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in models_of_ours()
        for field in model._meta.local_fields
        if isinstance(field, models.DateField)
        if field.auto_now or field.auto_now_add or (field.has_default() and callable(field.default))
    ]
    assert not wrong, wrong


def test_no_template_asks():
    wrong = [
        name
        for name in template_names()
        if ASKING_TAGS.search((TEMPLATES / name).read_text(encoding="utf-8"))
    ]
    assert not wrong, wrong
