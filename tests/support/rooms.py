"""The six rooms of the house, and their models."""

from django.apps import apps
from django.db import models

#: From the bottom to the top: an app imports only from those before it.
DOMAIN_ROOMS = ("councils", "pledges", "measures", "forums", "boards")
ROOMS = (*DOMAIN_ROOMS, "corporate_parenting")


def rank(app_label: str) -> int:
    """How high a room lies; the lowest is nought."""
    return ROOMS.index(app_label)


def models_of_ours(*, historical: bool = False) -> list[type[models.Model]]:
    """The models we wrote, and on request those that simple-history made of them."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if historical or not hasattr(model, "history_id")
    ]


def has_history(model: type[models.Model]) -> bool:
    """Whether each change of the model's rows is kept."""
    return hasattr(model._meta, "simple_history_manager_attribute")
