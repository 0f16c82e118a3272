"""Everybody's own invitations: yes, online or no with one tap, and who comes instead."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from boards.invitations.answers import Answer
from boards.invitations.forms import HeadsForm, TapForm
from boards.invitations.own.queries import Invited, OfYoung, invitations_of
from boards.invitations.services import reply
from councils.access import council_page
from councils.models import Council, Person
from councils.working_days import day_in_words
from councils.writing import Conflict, Refused

LOOK_AGAIN = "That could not be read. Please choose again."
NOBODY = "Nobody comes for me"
ANSWERS = {
    Answer.COMING: "Yes, I come",
    Answer.ONLINE: "I join online",
    Answer.APOLOGIES: "I cannot come",
}
#: What was said, in words, and how it is shown.
SAID = {
    Answer.COMING: ("You come", "good"),
    Answer.ONLINE: ("You join online", "good"),
    Answer.APOLOGIES: ("You cannot come", "bad"),
}


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that answers: its words, and what it sends."""

    text: str
    fields: list[tuple[str, object]]


@council_page(may="boards.reply_invitation")
def my_invitations(request: HttpRequest, council: Council) -> HttpResponse:
    """The meetings one is invited to, each with its answer and the ways to change it."""
    return _page(request, council, invitations_of(request.user, council))


def _page(
    request: HttpRequest,
    council: Council,
    invited: list[Invited],
    sent: HeadsForm | None = None,
) -> HttpResponse:
    """All invitations; a number that could not be saved stands where it was typed."""
    context = {"cards": [_card(council, each, sent) for each in invited], "form": sent}
    return render(request, "boards/invitations/own.html", context)


def _card(council: Council, each: Invited, sent: HeadsForm | None) -> dict[str, object]:
    """An invitation with what was said, and every button and form it still takes."""
    said = SAID[each.reply.answer] if each.reply else None
    return {
        "invited": each,
        "said": said,
        "taps": [] if each.closed or not each.for_me else _taps(each),
        "sends": [] if each.closed or not each.reply else _sends(each),
        "young": [_of_young(council, each, young, sent) for young in each.young],
    }


def _taps(each: Invited) -> list[Tap]:
    """The answers that were not given; before any was, all three."""
    given = each.reply.answer if each.reply else ""
    return [
        Tap(words, [("answer", answer), ("version", _version(each))])
        for answer, words in ANSWERS.items()
        if answer != given
    ]


def _sends(each: Invited) -> list[Tap]:
    """Who can come instead of somebody who cannot."""
    if each.reply.answer != Answer.APOLOGIES:
        return []
    own = [("answer", Answer.APOLOGIES), ("version", _version(each))]
    now = each.reply.substitute
    taps = [
        Tap(f"Send {person.name}", [*own, ("substitute", person.pk)])
        for person in each.could_send
        if person != now
    ]
    return [*taps, Tap(NOBODY, own)] if now else taps


def _version(each: Invited) -> int:
    return each.reply.version if each.reply else 0


def _of_young(
    council: Council, each: Invited, young: OfYoung, sent: HeadsForm | None
) -> dict[str, object]:
    form = _heads_form(council, each, young)
    if sent is not None and sent.auto_id == form.auto_id:
        form = sent
    return {"seat": young.seat, "reply": young.reply, "form": form}


def _heads_form(council: Council, each: Invited, young: OfYoung, data: object = None) -> HeadsForm:
    where = {"council": council.slug, "pk": each.meeting.pk, "seat": young.seat.pk}
    return HeadsForm(
        data,
        reply=young.reply,
        action=reverse("boards:young_reply", kwargs=where),
        auto_id=f"id_{each.meeting.pk}_{young.seat.pk}_%s",
    )


@require_POST
@council_page(may="boards.reply_invitation")
def invitation_reply(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Say whether one comes, and who comes instead."""
    mine = _invited(invitations_of(request.user, council), pk)
    if not mine.for_me:
        raise Http404
    form = TapForm(request.POST)
    sent = {each.pk: each for each in mine.could_send}
    if form.is_valid() and form.cleaned_data["substitute"] in {None, *sent}:
        _answer(request, mine, form, sent.get(form.cleaned_data["substitute"]))
    else:
        messages.error(request, LOOK_AGAIN)
    return redirect("boards:my_invitations", council=council.slug)


def _invited(invited: list[Invited], pk: int) -> Invited:
    found = next((each for each in invited if each.meeting.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, mine: Invited, form: TapForm, sent: Person | None) -> None:
    meeting = mine.meeting
    try:
        reply(
            by=request.user,
            meeting=meeting,
            person=Person.objects.get(council=meeting.council_id, user=request.user),
            answer=form.cleaned_data["answer"],
            substitute=sent,
            version=form.cleaned_data["version"],
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Saved for {day_in_words(meeting.held_on)}.")


@require_POST
@council_page(may="boards.reply_invitation")
def young_reply(request: HttpRequest, council: Council, pk: int, seat: int) -> HttpResponse:
    """Say how many young people come; a number that cannot be stays where it was typed."""
    invited = invitations_of(request.user, council)
    mine = _invited(invited, pk)
    young = next((each for each in mine.young if each.seat.pk == seat), None)
    if young is None:
        raise Http404
    form = _heads_form(council, mine, young, request.POST)
    if form.is_valid():
        _answer_for(request, mine, young, form)
    if form.errors:
        return _page(request, council, invited, form)
    messages.success(request, f"Saved for {day_in_words(mine.meeting.held_on)}.")
    return redirect("boards:my_invitations", council=council.slug)


def _answer_for(request: HttpRequest, mine: Invited, young: OfYoung, form: HeadsForm) -> None:
    try:
        reply(by=request.user, meeting=mine.meeting, seat=young.seat, **form.said())
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        form.data = {**form.data.dict(), "version": conflict.current.version}
    except Refused as refused:
        form.add_error(None, str(refused))
