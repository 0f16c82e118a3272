"""Addresses of a meeting as it is recorded, below the bodies'."""

from django.urls import path

from boards.register import views
from boards.register.forum_time import views as forum_time
from boards.register.issues import views as issues
from boards.register.items import views as items
from boards.register.mistakes import views as mistakes

MEETING = "meetings/<int:pk>/"

urlpatterns = [
    path(f"{MEETING}register/", views.register, name="register"),
    path(f"{MEETING}register/add/", views.register_add, name="register_add"),
    path(f"{MEETING}sitting/", views.sitting, name="sitting"),
    path(f"{MEETING}items/", items.outcome_list, name="outcome_list"),
    path(f"{MEETING}items/<int:item>/", items.item_record, name="item_record"),
    path(f"{MEETING}items/<int:item>/clear/", mistakes.outcome_clear, name="outcome_clear"),
    path(f"{MEETING}interests/", items.interest_declare, name="interest_declare"),
    path(
        f"{MEETING}interests/<int:declaration>/take-back/",
        items.interest_take_back,
        name="interest_take_back",
    ),
    path("meetings/decisions/<int:pk>/", items.decision_change, name="decision_change"),
    path(
        "meetings/decisions/<int:pk>/ratify/<int:item>/",
        items.decision_ratify,
        name="decision_ratify",
    ),
    path(
        "meetings/decisions/<int:pk>/withdraw/",
        mistakes.decision_withdraw,
        name="decision_withdraw",
    ),
    path(
        "<slug:key>/actions/<int:number>/withdraw/",
        mistakes.action_withdraw,
        name="action_withdraw",
    ),
    path(
        "<slug:key>/actions/passed/<int:pk>/take-back/",
        mistakes.escalation_take_back,
        name="escalation_take_back",
    ),
    path(f"{MEETING}issues/", issues.issue_list, name="issue_list"),
    path(f"{MEETING}issues/<int:issue>/", issues.issue_respond, name="issue_respond"),
    path(f"{MEETING}forum-time/", forum_time.forum_time, name="forum_time"),
]
