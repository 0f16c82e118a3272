"""In a filled database every row points at rows of its own council, and no table is left out."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from councils.models import FixtureModel, TenantModel
from tests.architecture.test_models import WITHOUT_COUNCIL
from tests.support.rooms import has_history, models_of_ours
from tests.support.world import Furnished

TENANTS = [model for model in models_of_ours() if model not in WITHOUT_COUNCIL]


def label(model: type[models.Model]) -> str:
    """How a model is called in the report."""
    return model._meta.label


@pytest.fixture(params=["ours", "theirs"])
def furnished(world, request) -> Furnished:
    """One of the two councils."""
    return getattr(world, request.param)


@pytest.mark.parametrize("model", TENANTS, ids=label)
def test_each_council_has_a_row_in_every_table(model, furnished):
    """Without it the tests about the other council would find nothing, and prove nothing."""
    assert model._default_manager.filter(council=furnished.council).exists()


@pytest.mark.parametrize("model", [m for m in TENANTS if has_history(m)], ids=label)
def test_each_council_has_history(model, furnished):
    assert model.history.filter(council=furnished.council).exists()


@pytest.mark.parametrize("model", models_of_ours(historical=True), ids=label)
def test_each_row_points_at_rows_of_its_own_council(model, world):
    assert world
    for field in model._meta.local_fields:
        if field.is_relation and issubclass(field.related_model, TenantModel):
            strangers = model._default_manager.exclude(**{field.name: None}).exclude(
                **{f"{field.name}__council": models.F("council")}
            )
            assert not strangers.exists(), field.name


@pytest.mark.parametrize("model", TENANTS, ids=label)
def test_a_row_that_points_at_another_council_is_refused(model, world):
    row = model._default_manager.filter(council=world.ours.council).last()
    for field in model._meta.local_fields:
        if field.is_relation and issubclass(field.related_model, TenantModel):
            foreign = field.related_model._default_manager.filter(
                council=world.theirs.council
            ).first()
            kept = getattr(row, field.name)
            setattr(row, field.name, foreign)
            with pytest.raises(ValidationError, match="another council"):
                row.clean()
            setattr(row, field.name, kept)
    row.full_clean()


def test_every_secret_is_really_written_somewhere(furnished):
    """A canary that is nowhere would never be seen."""
    written = {
        str(value)
        for model in models_of_ours()
        for row in model._default_manager.values_list()
        for value in row
    }
    written |= {word for word in furnished.secrets if word.encode() in _files()}
    assert len(furnished.secrets) > 20
    assert {word for word in furnished.secrets if word not in written} == furnished.unwritten


def _files() -> bytes:
    """What is in every file of every row."""
    fields = [
        f for m in models_of_ours() for f in m._meta.fields if isinstance(f, models.FileField)
    ]
    rows = [
        (row, f.name) for f in fields for row in f.model._default_manager.exclude(**{f.name: ""})
    ]
    return b"".join(getattr(row, name).read() for row, name in rows)


@pytest.mark.parametrize("model", [m for m in TENANTS if issubclass(m, FixtureModel)], ids=label)
def test_a_row_of_a_fixture_is_found_by_council_and_key(model, furnished):
    row = model.objects.filter(council=furnished.council).first()
    assert row.natural_key()[0] == furnished.slug
    assert model.objects.get_by_natural_key(*row.natural_key()) == row
    with pytest.raises(ValidationError, match="already exists"):
        model(council=row.council, key=row.key).full_clean()
