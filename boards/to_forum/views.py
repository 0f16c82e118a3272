"""What a body asks young people: written, agreed to and followed; and what each forum says to it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from boards.models import Body, ForumAnswer, ForumChallenge
from boards.oversight.views import READ, body_to_read, refuse_strangers, who_reads
from boards.to_forum import queries, services
from boards.to_forum.flow import State, why_not, wish_words
from boards.to_forum.forms import AnswerForm, AskForm, RewordForm, WithdrawForm, most
from boards.to_forum.queries import WRITE
from councils.access import council_page
from councils.models import Council
from councils.refusals import refusal
from councils.writing import Conflict, Refused
from forums.models import Forum
from forums.queries import found_in_words

ANSWER = "boards.answer_challenge"
PAGE = 20
#: The most letters that a question or an answer has.
LONGEST = max(most(model, "words") for model in (ForumChallenge, ForumAnswer))


def _version(request: HttpRequest) -> int:
    """The version that a button was shown with."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _saved(form: forms.Form, save: Callable[..., object], **own: object) -> object:
    """What was saved, or nothing; then the form says why, and of a conflict what is there now."""
    try:
        return save(**own, **form.cleaned_data)
    except Conflict as conflict:
        form.current = conflict.current
        form.data = {**form.data.dict(), "version": conflict.current.version}
        form.add_error(None, str(conflict))
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
    return None


# The body asks ------------------------------------------------------------------------------------


@council_page(may=READ)
def to_forum_list(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """What a body asks young people, the latest first."""
    body = body_to_read(request, council, key)
    asked = queries.asked_by(request.user, body)
    context = {
        "body": body,
        "page": Paginator(asked, PAGE).get_page(request.GET.get("page")),
        "writes": request.user.has_perm(WRITE, council),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/to_forum/to_forum_list.html", context)


@council_page(may=WRITE)
def to_forum_add(request: HttpRequest, council: Council, key: str) -> HttpResponse:
    """Write what the body asks; a second person agrees before any forum reads it."""
    body = body_to_read(request, council, key)
    found = _found(request, council, list(queries.forums_heard(body)))
    form = AskForm(request.POST or None, body=body, found=found)
    if request.method == "POST" and form.is_valid():
        own = {"by": request.user, "body": body, "found": found}
        if made := _saved(form, services.ask_forums, **own):
            messages.success(request, "Saved. Now a second person agrees to these words.")
            return redirect("boards:to_forum_detail", council=council.slug, pk=made.pk)
    title = f"Ask {council.words.forums}"
    up = reverse("boards:to_forum_list", kwargs={"council": council.slug, "key": body.key})
    return _form(request, body, form, title=title, up=up, found=found)


def _found(request: HttpRequest, council: Council, forums: list) -> tuple[str, ...]:
    """What in the words that were sent may give somebody away."""
    typed = request.POST.get("words", "").strip()[:LONGEST]  # what is longer is refused as it is
    return found_in_words(typed, council, forums) if typed else ()


def _form(
    request: HttpRequest,
    body: Body,
    form: forms.Form,
    *,
    title: str,
    up: str,
    found: tuple[str, ...] = (),
    challenge: ForumChallenge | None = None,
) -> HttpResponse:
    context = {"body": body, "form": form, "title": title, "up": up, "found": found}
    context |= {"challenge": challenge, "current": getattr(form, "current", None)}
    return render(request, "boards/to_forum/form.html", context)


def _one(request: HttpRequest, council: Council, pk: int) -> ForumChallenge:
    """What a body asks, for those who read the body's record; a draft for those who write.

    Raises:
        PermissionDenied: it is another body's, or not agreed to yet.
    """
    related = ("body__council", "written_by", "promise__pledge_set", "meeting__body")
    rows = ForumChallenge.objects.of(council).select_related(*related)
    challenge = get_object_or_404(rows, pk=pk)
    refuse_strangers(request, challenge.body)
    if challenge.agreed_by_id is None and not request.user.has_perm(WRITE, council):
        raise PermissionDenied(refusal(WRITE))
    return challenge


@council_page(may=READ)
def to_forum_detail(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """What is asked, whom, and what each forum says."""
    challenge = _one(request, council, pk)
    writes = request.user.has_perm(WRITE, council)
    states = services.states_of(challenge)
    context = {
        "challenge": challenge,
        "body": challenge.body,
        "waiting": State.WRITTEN in states,
        "rows": queries.latest(challenge.answers.select_related("forum", "challenge")),
        "told": list(queries.told_to(challenge)),
        "is_unanswered": set(states) == {State.ASKED},
        "refused": services.why_not_agree(challenge, request.user) if writes else "",
        "fields": [("version", challenge.version)],
        "writes": writes,
        "may_withdraw": writes and any(not why_not(each, State.WITHDRAWN) for each in states),
        "who_reads": who_reads(council),
    }
    return render(request, "boards/to_forum/to_forum_detail.html", context)


@council_page(may=WRITE)
def to_forum_change(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Put it another way, before a second person has agreed."""
    challenge = _one(request, council, pk)
    body = challenge.body
    refused = services.why_not_now(challenge, State.WRITTEN)
    if refused and request.method != "POST":  # what is typed too late is kept, with the sentence
        raise PermissionDenied(refused)
    found = _found(request, council, list(queries.forums_heard(body)))
    form = RewordForm(request.POST or None, body=body, challenge=challenge, found=found)
    if request.method == "POST" and form.is_valid():
        own = {"by": request.user, "challenge": challenge, "found": found}
        if _saved(form, services.reword, **own):
            messages.success(request, "Saved. Now a second person agrees to these words.")
            return redirect("boards:to_forum_detail", council=council.slug, pk=pk)
    return _form(request, body, form, title="Put it another way", up=_up(challenge), found=found)


def _up(challenge: ForumChallenge) -> str:
    here = {"council": challenge.body.council.slug, "pk": challenge.pk}
    return reverse("boards:to_forum_detail", kwargs=here)


@require_POST
@council_page(may=WRITE)
def to_forum_agree(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Agree, as the second person: from now on the forums read it."""
    challenge = _one(request, council, pk)
    try:
        services.agree(by=request.user, challenge=challenge, version=_version(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Agreed. It stands at the top of their page now.")
    return redirect("boards:to_forum_detail", council=council.slug, pk=pk)


@council_page(may=WRITE)
def to_forum_withdraw(request: HttpRequest, council: Council, pk: int) -> HttpResponse:
    """Take it back where no forum has answered, with a reason that young people read."""
    challenge = _one(request, council, pk)
    refused = services.why_not_now(challenge, State.WITHDRAWN)
    if refused and request.method != "POST":
        raise PermissionDenied(refused)
    form = WithdrawForm(request.POST or None)
    own = {"by": request.user, "challenge": challenge}
    if request.method == "POST" and form.is_valid() and _saved(form, services.withdraw, **own):
        messages.success(request, "Taken back. The reason stands beside it.")
        return redirect("boards:to_forum_detail", council=council.slug, pk=pk)
    shown = {"title": "Take it back", "up": _up(challenge), "challenge": challenge}
    return _form(request, challenge.body, form, **shown)


# The forum answers --------------------------------------------------------------------------------


def _asked(request: HttpRequest, council: Council, pk: int, key: str) -> ForumAnswer:
    """What a forum is asked, for its people and the safeguarding lead.

    Raises:
        Http404: it is not asked this, or nobody has agreed to the words yet.
        PermissionDenied: it is another forum.
    """
    forum = get_object_or_404(Forum.objects.of(council).select_related("council"), key=key)
    answer = get_object_or_404(queries.asked_of(forum), challenge=pk)
    answer.forum = forum
    if not (queries.reads_answers(request.user, forum) or forum.mine):
        raise PermissionDenied(services.NOT_YOURS)
    return answer


@never_cache
@council_page(may=ANSWER)
def to_forum_answer(request: HttpRequest, council: Council, pk: int, key: str) -> HttpResponse:
    """What a forum is asked, what it has said, and the form to say it."""
    answer = _asked(request, council, pk, key)
    forum, challenge = answer.forum, answer.challenge
    found = _found(request, council, [forum])
    refused = services.why_not_answer(answer, request.user)
    if request.method == "POST" and not forum.mine:
        raise PermissionDenied(services.NOT_YOURS)
    form = AnswerForm(request.POST or None, answer=answer, found=found)
    if request.method == "POST" and form.is_valid():
        own = {"by": request.user, "challenge": challenge, "forum": forum, "found": found}
        if _saved(form, services.answer, **own):
            messages.success(request, "Thank you. A second person reads it first.")
            return redirect("boards:to_forum_answer", council=council.slug, pk=pk, key=key)
    context = {
        "answer": answer,
        "challenge": challenge,
        "forum": forum,
        "wish": wish_words(challenge.wished_on),
        "told": [each for each in queries.told_to(challenge) if each.forum_id == forum.pk],
        "waits": answer.state == State.ANSWERED,
        "not_read": services.why_not_read(answer, request.user),
        "fields": [("version", answer.version)],
        "refused": refused,
        "form": form,
        "found": found,
        "current": getattr(form, "current", None),
    }
    return render(request, "boards/to_forum/answer.html", context)


@require_POST
@council_page(may="forums.read_private_words")
def to_forum_read(request: HttpRequest, council: Council, pk: int, key: str) -> HttpResponse:
    """A second person has read what a forum says: the body reads it now."""
    answer = _asked(request, council, pk, key)
    own = {"challenge": answer.challenge, "forum": answer.forum, "version": _version(request)}
    try:
        services.read_answer(by=request.user, **own)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        name = answer.challenge.body.short_name
        messages.success(request, f"The {name} reads it now. It is in the next papers too.")
    return redirect("boards:to_forum_answer", council=council.slug, pk=pk, key=key)
