"""Addresses of invitations: the clerk's of a meeting, and everybody's own."""

from django.urls import path

from boards.invitations import views
from boards.invitations.own import views as own

INVITATIONS = "meetings/<int:pk>/invitations/"

urlpatterns = [
    path("meetings/invitations/", own.my_invitations, name="my_invitations"),
    path("meetings/<int:pk>/reply/", own.invitation_reply, name="invitation_reply"),
    path("meetings/<int:pk>/reply/<int:seat>/", own.young_reply, name="young_reply"),
    path(INVITATIONS, views.invitations, name="invitations"),
    path(f"{INVITATIONS}send/", views.invitations_send, name="invitations_send"),
    path(f"{INVITATIONS}<slug:key>/", views.reply_record, name="reply_record"),
]
