"""Addresses of a meeting's agenda and its items."""

from django.urls import path

from boards.agendas import views

MEETING = "meetings/<int:pk>/agenda/"
ITEM = "meetings/items/<int:pk>/"

urlpatterns = [
    path(MEETING, views.agenda, name="agenda"),
    path(f"{MEETING}add/", views.agenda_add, name="agenda_add"),
    path(f"{MEETING}carry-in/", views.agenda_carry_in, name="agenda_carry_in"),
    path(f"{MEETING}forum-time/", views.agenda_forum_time, name="agenda_forum_time"),
    path(f"{MEETING}remove/", views.agenda_remove, name="agenda_remove"),
    path(f"{MEETING}put-back/", views.agenda_put_back, name="agenda_put_back"),
    path(ITEM, views.agenda_item, name="agenda_item"),
    path(f"{ITEM}move/", views.agenda_item_move, name="agenda_item_move"),
    path(f"{ITEM}invite/", views.agenda_item_invite, name="agenda_item_invite"),
    path(f"{ITEM}withdraw/", views.agenda_item_withdraw, name="agenda_item_withdraw"),
]
