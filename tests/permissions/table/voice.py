"""Sessions and their kiosk, what was said and done, surveys' years and celebrations."""

from uuid import uuid4

from councils.roles import Role
from forums.sessions.kiosk.screens import code_of, mark_of
from forums.sessions.queries import groups_of
from tests.permissions.table.words import (
    EVERYBODY,
    FOLLOWERS,
    OF_ANOTHER_FORUM,
    WORKER,
    Page,
    Sent,
    first,
    keys,
    numbers,
    of_another_forum,
    people,
)
from tests.support.world import Furnished

ANY_WORKER = WORKER | people("worker of another forum")
WRITE = WORKER | people(Role.CLERK)
CHECK = WRITE | people(Role.PROPER_OFFICER)
READ = CHECK | people(Role.PROMISE_OWNER, Role.INSPECTOR)
ANSWER = people(Role.CLERK, Role.PROMISE_OWNER)
ELSEWHERE = {"worker of another forum": 404}
#: Their form offers their own forum only, and comes back.
OWN_FORUM_ONLY = {"worker of another forum": 200}


def _of(name: str, **more: str):
    """A page of a session that is about a promise or a round."""

    def places(council: Furnished) -> list[dict[str, object]]:
        rows = council.rows
        found = {
            "kind": "promise",
            "promise": rows.promise.pk,
            "round": rows.round.pk,
            "asked": rows.round.promise_id,
            "provider": rows.open_provider_verdict.promise_id,
        }
        where = {key: found[value] for key, value in more.items()}
        return [{"pk": getattr(rows, name).pk, **where}]

    return places


def kiosk(council: Furnished) -> list[dict[str, object]]:
    """The kiosk of the session that is being recorded."""
    session = council.rows.session
    return [{"pk": session.pk, "code": code_of(session)}]


def _tap(council: Furnished) -> dict[str, object]:
    screen = mark_of(council.rows.round, asks_heard=False)
    return {"screen": screen, "answer": "kept"}


def _heard(council: Furnished) -> dict[str, object]:
    screen = mark_of(council.rows.round, asks_heard=True)
    return {"screen": screen, "answer": "had_heard"}


def _session(council: Furnished) -> dict[str, object]:
    return {
        "forum": council.rows.forum.pk,
        "held_on": "30/11/2026",
        "kind": "meeting",
        "came": 9,
        "about": "",
    }


def _changed(council: Furnished) -> dict[str, object]:
    fields = {**_session(council), "version": council.rows.session.version, "came": 10}
    del fields["forum"]
    return fields


def _came(council: Furnished) -> dict[str, object]:
    version = council.rows.finished_session.version
    return {"came": 11, "reason": "A slip.", "version": version}


#: Who reads what was said in a forum's sessions; the safeguarding lead follows questions alone.
IN_SESSIONS = FOLLOWERS - people(Role.SAFEGUARDING_LEAD)


def _hands(council: Furnished) -> dict[str, object]:
    """Of the first promise on the screen, which nobody has counted hands for."""
    key = f"promise-{groups_of(council.council)[0].rows[0].pk}"
    return {f"{key}-kept": 2, f"{key}-version": 0}


def _corrected(council: Furnished) -> dict[str, object]:
    row = council.rows.verdict
    key = f"promise-{row.promise_id}"
    return {f"{key}-kept": 2, f"{key}-reason": "A slip.", f"{key}-seen": row.pk}


def _homes(council: Furnished) -> dict[str, object]:
    return {"agency-kept": 1, "version": council.rows.open_provider_verdict.version}


def _said(council: Furnished) -> dict[str, object]:
    return {
        "forum": council.rows.forum.pk,
        "source": "young_people",
        "said_on": "30/11/2026",
        "words": "The bus is late.",
        "about": f"promise-{council.rows.promise.pk}",
        "theme": council.rows.theme.pk,
        "measure": council.rows.measure.pk,
        "submission": uuid4(),
    }


def _reworded(council: Furnished) -> dict[str, object]:
    return {**_said(council), "version": council.rows.written.version}


def _done(council: Furnished) -> dict[str, object]:
    return {
        "outcome": "did",
        "done_words": "There is another bus.",
        "done_by_role": "Head of travel",
        "done_on": "30/11/2026",
        "version": council.rows.said.version,
    }


def _told(council: Furnished) -> dict[str, object]:  # noqa: ARG001
    return {"told_on": "30/11/2026", "words": "There is another bus.", "submission": uuid4()}


def _told_of(council: Furnished) -> dict[str, object]:
    return {**_told(council), "version": council.rows.done.version}


def _told_back(council: Furnished) -> dict[str, object]:
    about = f"promise-{council.rows.promise.pk}"
    return {**_told(council), "forum": council.rows.forum.pk, "about": about}


def _year(council: Furnished) -> list[dict[str, object]]:
    return [{"key": council.rows.survey.key, "year": council.rows.survey_run.year}]


def _result_of(council: Furnished) -> list[dict[str, object]]:
    return [{"key": council.rows.survey.key, "pk": council.rows.survey_result.pk}]


def _result(council: Furnished) -> dict[str, object]:
    return {
        "measure": council.rows.measure.pk,
        "question": "Do you feel safe?",
        "period_end": "30/6/2025",
        "numerator": 30,
        "denominator": 40,
    }


def _celebration(council: Furnished) -> dict[str, object]:
    return {
        "forum": council.rows.forum.pk,
        "words": "Somebody learnt to swim.",
        "consent_on": "30/11/2026",
        "consent_words": "Asked at the session.",
        "show_until": "30/1/2027",
        "submission": uuid4(),
    }


def _button(name: str, by: frozenset[str], at, writes: str, fields=None, refused=None) -> Page:
    """A page that is only for sending."""
    more = {"fields": fields} if fields else {}
    return Page(
        name,
        by,
        answer=405,
        at=at,
        sent=Sent(by, writes, at=first(at), **more),
        refused=refused or {},
    )


def _form(name: str, by: frozenset[str], at, writes: str, fields, refused=None) -> Page:
    """A page with a form."""
    sent = Sent(by, writes, fields=fields, at=first(at))
    return Page(name, by, at=at, sent=sent, refused=refused or {})


def _version(council: Furnished) -> dict[str, object]:
    return {"version": council.rows.written_by_another.version}


SESSION, ROUND = "forums_session", "forums_round"
VERDICT, FEEDBACK = "forums_verdict", "forums_feedback"
OF_PROMISE = {"kind": "kind", "number": "promise"}

VOICE = (
    Page("forums:session_list", IN_SESSIONS | people(*OF_ANOTHER_FORUM)),
    Page(
        "forums:session_detail",
        # Of an open one, an inspector is kept out: tests/forums/test_voice_limits.py.
        IN_SESSIONS,
        at=numbers("finished_session"),
        refused=of_another_forum(404),
    ),
    Page(
        "forums:session_add",
        ANY_WORKER,
        sent=Sent(WORKER, SESSION, fields=_session),
        refused=OWN_FORUM_ONLY,
    ),
    _form("forums:session_change", WORKER, numbers("session"), SESSION, _changed, ELSEWHERE),
    _form("forums:session_came", WORKER, numbers("finished_session"), SESSION, _came, ELSEWHERE),
    _form("forums:session_hands", WORKER, numbers("session"), VERDICT, _hands, ELSEWHERE),
    _button(
        "forums:session_finish", WORKER, numbers("session_to_finish"), SESSION, None, ELSEWHERE
    ),
    _form(
        "forums:verdict_correct",
        WORKER,
        _of("finished_session", **OF_PROMISE),
        VERDICT,
        _corrected,
        ELSEWHERE,
    ),
    _form(
        "forums:verdict_homes",
        WORKER,
        _of("session", kind="kind", number="provider"),
        "forums_verdictpart",
        _homes,
        ELSEWHERE,
    ),
    Page(
        "forums:session_kiosk",
        WORKER,
        at=numbers("session", "finished_session"),
        refused=ELSEWHERE,
    ),
    _button(
        "forums:round_open",
        WORKER,
        _of("session_to_finish", **OF_PROMISE),
        ROUND,
        None,
        ELSEWHERE,
    ),
    _button("forums:round_close", WORKER, _of("session", number="round"), ROUND, None, ELSEWHERE),
    _button(
        "forums:round_take_back", WORKER, _of("session", number="round"), ROUND, None, ELSEWHERE
    ),
    Page("forums:kiosk", at=kiosk, sent=Sent(EVERYBODY, ROUND, fields=_tap, at=first(kiosk))),
    Page(
        "forums:kiosk_heard", at=kiosk, sent=Sent(EVERYBODY, ROUND, fields=_heard, at=first(kiosk))
    ),
    Page("forums:kiosk_thanks", at=kiosk),
    Page(
        "forums:told_back_add",
        ANY_WORKER,
        sent=Sent(WORKER, "forums_toldback", fields=_told_back),
        refused=OWN_FORUM_ONLY,
    ),
    Page("forums:you_said"),
    Page("forums:feedback_list", READ | people("worker of another forum")),
    Page(
        "forums:feedback_detail",
        READ,
        at=numbers("said", "done", "told_feedback", "withdrawn"),
        refused=ELSEWHERE,
    ),
    Page(
        "forums:feedback_add",
        WRITE | people("worker of another forum"),
        sent=Sent(WRITE, FEEDBACK, fields=_said),
        refused=OWN_FORUM_ONLY,
    ),
    _form("forums:feedback_change", WRITE, numbers("written"), FEEDBACK, _reworded, ELSEWHERE),
    _button(
        "forums:feedback_read",
        CHECK,
        numbers("written_by_another"),
        FEEDBACK,
        _version,
        ELSEWHERE,
    ),
    _form("forums:feedback_answer", ANSWER, numbers("said"), FEEDBACK, _done),
    _form("forums:feedback_tell", WORKER, numbers("done"), FEEDBACK, _told_of, ELSEWHERE),
    _button("forums:feedback_again", WORKER, numbers("told_feedback"), FEEDBACK, None, ELSEWHERE),
    _form(
        "forums:feedback_withdraw",
        WRITE,
        numbers("said"),
        FEEDBACK,
        lambda council: {"reason": "Twice."},  # noqa: ARG005
        ELSEWHERE,
    ),
    _form(
        "forums:survey_record",
        WRITE | people("worker of another forum"),
        keys("survey"),
        "forums_surveyrun",
        lambda council: {"year": 2025, "asked": 40, "answered": 20, "version": 0},  # noqa: ARG005
    ),
    _form(
        "forums:survey_result_add",
        WRITE | people("worker of another forum"),
        _year,
        "forums_surveyresult",
        _result,
    ),
    _button(
        "forums:survey_result_take_back",
        WRITE | people("worker of another forum"),
        _result_of,
        "forums_surveyresult",
    ),
    Page("forums:celebration_list", CHECK | people("worker of another forum")),
    Page(
        "forums:celebration_add",
        ANY_WORKER,
        sent=Sent(WORKER, "forums_celebration", fields=_celebration),
        refused=OWN_FORUM_ONLY,
    ),
    _button(
        "forums:celebration_read",
        CHECK,
        numbers("celebration_by_another"),
        "forums_celebration",
        None,
        ELSEWHERE,
    ),
    _button(
        "forums:celebration_down",
        CHECK,
        numbers("celebration"),
        "forums_celebration",
        None,
        ELSEWHERE,
    ),
)
