"""Addresses of sessions and their kiosk, below a council's forums."""

from django.urls import path

from forums.sessions import views
from forums.sessions.kiosk import views as kiosk

SESSION = "sessions/<int:pk>/"
KIOSK = f"{SESSION}kiosk/<slug:code>/"
ROUND = f"{SESSION}rounds/<int:number>/"
OF = "<slug:kind>/<int:number>/"

urlpatterns = [
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/add/", views.session_add, name="session_add"),
    path(SESSION, views.session_detail, name="session_detail"),
    path(f"{SESSION}change/", views.session_change, name="session_change"),
    path(f"{SESSION}came/", views.session_came, name="session_came"),
    path(f"{SESSION}hands/", views.session_hands, name="session_hands"),
    path(f"{SESSION}finish/", views.session_finish, name="session_finish"),
    path(f"{SESSION}correct/{OF}", views.verdict_correct, name="verdict_correct"),
    path(f"{SESSION}homes/{OF}", views.verdict_homes, name="verdict_homes"),
    path(f"{SESSION}kiosk/", kiosk.session_kiosk, name="session_kiosk"),
    path(f"{SESSION}ask/{OF}", kiosk.round_open, name="round_open"),
    path(f"{ROUND}close/", kiosk.round_close, name="round_close"),
    path(f"{ROUND}take-back/", kiosk.round_take_back, name="round_take_back"),
    path(KIOSK, kiosk.kiosk, name="kiosk"),
    path(f"{KIOSK}heard/", kiosk.kiosk_heard, name="kiosk_heard"),
    path(f"{KIOSK}thanks/", kiosk.kiosk_thanks, name="kiosk_thanks"),
    path("voice/tell/", views.told_back_add, name="told_back_add"),
]
