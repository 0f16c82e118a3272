"""Addresses of what bodies ask young people, and of what forums say to it."""

from django.urls import path

from boards.to_forum import views

OF_BODY = "<slug:key>/to-forums/"
ONE = "to-forums/<int:pk>/"
FOR_FORUM = f"{ONE}forum/<slug:key>/"

urlpatterns = [
    path(OF_BODY, views.to_forum_list, name="to_forum_list"),
    path(f"{OF_BODY}add/", views.to_forum_add, name="to_forum_add"),
    path(ONE, views.to_forum_detail, name="to_forum_detail"),
    path(f"{ONE}change/", views.to_forum_change, name="to_forum_change"),
    path(f"{ONE}agree/", views.to_forum_agree, name="to_forum_agree"),
    path(f"{ONE}withdraw/", views.to_forum_withdraw, name="to_forum_withdraw"),
    path(FOR_FORUM, views.to_forum_answer, name="to_forum_answer"),
    path(f"{FOR_FORUM}read/", views.to_forum_read, name="to_forum_read"),
]
