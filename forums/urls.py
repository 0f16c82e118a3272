"""Addresses of forums and their questions, below the council's."""

from django.urls import include, path

from forums import views
from forums.answers.urls import urlpatterns as answers
from forums.links.urls import urlpatterns as links

app_name = "forums"

urlpatterns = [
    path("", views.forum_list, name="forum_list"),
    path("", include("forums.safety.urls")),
    path("surveys/<slug:key>/", views.survey_detail, name="survey_detail"),
    path("questions/", views.question_list, name="question_list"),
    path("questions/<int:pk>/", views.question_detail, name="question_detail"),
    path("questions/<int:pk>/words/", views.question_words, name="question_words"),
    path("questions/<int:pk>/read/", views.question_read, name="question_read"),
    path("", include("forums.dictionary.urls")),
    path("questions/<int:pk>/agree/", views.question_agree, name="question_agree"),
    path("questions/<int:pk>/withdraw/", views.question_withdraw, name="question_withdraw"),
    path("questions/<int:pk>/refuse/", views.question_refuse, name="question_refuse"),
    path("", include(answers)),
    path("", include(links)),
    path("", include("forums.sessions.urls")),
    path("", include("forums.voice.urls")),
    path("", include("forums.surveys.urls")),
    path("<slug:key>/", views.forum_detail, name="forum_detail"),
    path("<slug:key>/ask/", views.question_ask, name="question_ask"),
]
