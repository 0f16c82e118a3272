"""Addresses of strategies and promises, below the council's."""

from django.urls import include, path

from pledges import views

app_name = "pledges"

urlpatterns = [
    path("", include("pledges.lineage.urls")),
    path("", include("pledges.health_check.urls")),
    path("", include("pledges.plans.urls")),
    path("strategy/", views.strategy_list, name="strategy_list"),
    path("strategy/<slug:key>/", views.strategy_detail, name="strategy_detail"),
    path("promises/", views.promise_list, name="promise_list"),
    path("promises/<slug:key>/", views.promise_detail, name="promise_detail"),
    path("statements/<slug:key>/", views.statement_detail, name="statement_detail"),
    path("", include("pledges.keeping.urls")),
    path("", include("pledges.broken.urls")),
    path("", include("pledges.providers.urls")),
]
