"""Addresses of a body's people, below the body's own."""

from django.urls import path

from boards.seats import views
from boards.seats.co_options import views as co_options
from boards.seats.holders import views as holders
from boards.seats.leaving import views as leaving
from boards.seats.listing import views as listing

PEOPLE = "<slug:key>/people/"
SEAT = f"{PEOPLE}<int:pk>/"

urlpatterns = [
    path(PEOPLE, views.seat_list, name="seat_list"),
    path(f"{PEOPLE}add/", listing.person_add, name="person_add"),
    path(f"{PEOPLE}add-seat/", listing.seat_add, name="seat_add"),
    path(f"{PEOPLE}co-opt/", co_options.co_option_add, name="co_option_add"),
    path(f"{PEOPLE}leaving/<int:pk>/", leaving.person_leave, name="person_leave"),
    path(f"{PEOPLE}holders/<int:pk>/", holders.holder_change, name="holder_change"),
    path(f"{PEOPLE}substitutes/<int:pk>/", holders.substitute_change, name="substitute_change"),
    path(f"{PEOPLE}co-options/<int:pk>/", co_options.co_option_end, name="co_option_end"),
    path(SEAT, views.seat_detail, name="seat_detail"),
    path(f"{SEAT}hold/", holders.holder_add, name="holder_add"),
    path(f"{SEAT}substitute/", holders.substitute_add, name="substitute_add"),
    path(f"{SEAT}discipline/", listing.seat_discipline, name="seat_discipline"),
    path(f"{SEAT}places/", listing.young_places, name="young_places"),
]
