"""The project's addresses, and the reference page's."""

from django.urls import path

from bench import reference
from corporate_parenting.urls import urlpatterns as ours

urlpatterns = [path("bench/reference/", reference.page, name="bench_reference"), *ours]
