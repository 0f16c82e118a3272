"""Addresses of what was promised before, and of sets that officers write."""

from django.urls import path

from pledges.lineage import views
from pledges.lineage.answers import views as answers

SETS = "promise-sets/"
OF = f"{SETS}<slug:key>/"
NEW, OLD = f"{OF}promises/", f"{OF}old/"

urlpatterns = [
    path("promised/", views.promise_past, name="promise_past"),
    path("promised/<slug:key>/", views.pledge_set_past, name="pledge_set_past"),
    path(SETS, views.pledge_set_list, name="pledge_set_list"),
    path(f"{SETS}add/", views.pledge_set_add, name="pledge_set_add"),
    path(OF, views.pledge_set_detail, name="pledge_set_detail"),
    path(f"{OF}write/", views.pledge_set_write, name="pledge_set_write"),
    path(f"{OF}discard/", views.pledge_set_discard, name="pledge_set_discard"),
    path(f"{OF}forum/", answers.promise_hearing, name="promise_hearing"),
    path(f"{OF}publish/", views.pledge_set_publish, name="pledge_set_publish"),
    path(f"{NEW}add/", views.promise_add, name="promise_add"),
    path(f"{NEW}<slug:promise>/", views.promise_write, name="promise_write"),
    path(f"{NEW}<slug:promise>/move/", views.promise_move, name="promise_move"),
    path(f"{NEW}<slug:promise>/remove/", views.promise_remove, name="promise_remove"),
    path(OLD, answers.promise_answers, name="promise_answers"),
    path(f"{OLD}<slug:promise>/", answers.promise_answer, name="promise_answer"),
]
