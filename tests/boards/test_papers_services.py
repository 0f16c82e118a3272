"""Reports: what the services write and what they refuse, from the first line to the cleared paper."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from boards.models import AgendaItem, Attachment, Report
from boards.papers import queries, services
from boards.papers.editing import wording
from boards.papers.filing import services as filing
from boards.reports import State
from councils import clock
from councils.models import Council, User
from councils.roles import Role
from councils.writing import Refused
from tests.factories import boards
from tests.support import files
from tests.support.loading import load_council
from tests.support.papers import REASON, author_of, cleared, submitted, words_for, write
from tests.support.people import person

HELD = date(2027, 1, 13)


@pytest.fixture
def item(buckinghamshire: Council) -> AgendaItem:
    """An item for discussion of the Panel's next meeting; its papers are due on 6 January 2027."""
    meeting = boards.MeetingFactory(body=buckinghamshire.body_set.get(key="panel"), held_on=HELD)
    return boards.AgendaItemFactory(meeting=meeting, title="Homes")


@pytest.fixture
def author(item: AgendaItem) -> User:
    """Somebody who writes reports."""
    return author_of(item)


@pytest.fixture
def clerk(item: AgendaItem) -> User:
    """The clerk."""
    return person(Role.CLERK, item.council)


@pytest.fixture
def draft(item: AgendaItem, author: User) -> Report:
    """A report that has its title and nothing else."""
    return services.write_report(by=author, item=item, title="Homes near school")


def refusals(error: ValidationError) -> dict[str, str]:
    """The first sentence at each field."""
    return {name: messages[0] for name, messages in error.message_dict.items()}


# Begun --------------------------------------------------------------------------------------------


def test_a_report_begins_with_the_template_of_its_body(draft: Report, author: User) -> None:
    assert (draft.state, draft.author, draft.kind) == ("draft", author, "report")
    assert draft.template.key == "report-to-the-panel"
    fields = [part.field for part in queries.layout_of(draft)]
    assert fields == ["summary", "text", "recommendations", "plain_summary"]


def test_rules_of_the_day_may_name_another_template(item: AgendaItem, author: User) -> None:
    """Those in force on the day of the meeting, not of the day it is begun."""
    template = boards.ReportTemplateFactory(body=item.meeting.body)
    boards.BodyRulesFactory(
        body=item.meeting.body, in_force_from=date(2027, 1, 1), report_template=template
    )
    assert services.write_report(by=author, item=item, title="A").template == template


def test_a_body_without_a_template_gets_a_plain_report(db, today) -> None:  # noqa: ARG001
    item = boards.AgendaItemFactory()
    report = services.write_report(by=author_of(item), item=item, title="A")
    assert report.template is None
    assert queries.wording_of(report).texts["text"] == ""


def test_the_same_form_sent_twice_begins_one(draft: Report, item: AgendaItem, author: User) -> None:
    again = services.write_report(by=author, item=item, title=" Homes near school ")
    assert again == draft
    assert Report.objects.count() == 1


def test_a_title_that_is_taken_is_refused_in_words(draft: Report, item: AgendaItem) -> None:
    with pytest.raises(ValidationError, match="a report of this title under the item already"):
        services.write_report(by=author_of(item), item=item, title=draft.title)


def test_a_clerk_begins_one_for_an_author_and_an_author_for_nobody_else(
    item: AgendaItem, author: User, clerk: User
) -> None:
    report = services.write_report(by=clerk, item=item, title="A", author=author)
    assert report.author == author
    with pytest.raises(Refused, match="somebody else’s"):
        services.write_report(by=author, item=item, title="B", author=clerk)
    member = person(Role.BOARD_MEMBER, item.council)
    with pytest.raises(ValidationError) as error:
        services.write_report(by=clerk, item=item, title="C", author=member)
    assert refusals(error.value) == {"author": services.NO_AUTHOR}


def test_none_is_begun_for_a_meeting_that_is_over_or_cancelled(author: User, item: AgendaItem):
    with clock.set_to(HELD):
        services.write_report(by=author, item=item, title="On the day itself")
    with clock.set_to(date(2027, 1, 14)), pytest.raises(Refused, match="is over"):
        services.write_report(by=author, item=item, title="B")
    item.meeting.cancelled_at, item.meeting.cancel_reason = clock.now(), "Snow"
    item.meeting.save()
    with pytest.raises(Refused, match="cancelled"):
        services.write_report(by=author, item=item, title="C")


# Written ------------------------------------------------------------------------------------------


def test_what_is_written_is_kept_part_by_part(draft: Report) -> None:
    saved = write(draft, asked=("Agree.", " ", "Pay."), text="One.\r\n\r\nTwo.")
    assert saved.version == 2
    assert queries.wording_of(saved).texts["text"] == "One.\n\nTwo."
    assert list(saved.recommendations.values_list("position", "text")) == [
        *((1, "Agree."), (2, "Pay."))
    ]


def test_saving_the_same_again_writes_nothing(draft: Report) -> None:
    saved = write(draft)
    assert write(saved).version == saved.version == 2
    assert saved.history.count() == 2


def test_a_recommendation_that_is_emptied_is_gone_and_the_others_close_up(draft: Report) -> None:
    saved = write(write(draft, asked=("A.", "B.", "C.")), asked=("A.", "", "C."))
    assert list(saved.recommendations.values_list("position", "text")) == [(1, "A."), (2, "C.")]
    kept = saved.recommendations.model.history.values_list("text", "history_type")
    assert ("C.", "-") in kept


def test_two_writers_of_different_parts_lose_nothing(draft: Report, clerk: User) -> None:
    seen = queries.wording_of(draft).marks()
    for by, field in ((draft.author, "summary"), (clerk, "text")):
        texts = queries.wording_of(draft).texts | dict.fromkeys(("summary", "text"), "")
        mine = wording(texts | {field: f"Written in {field}."}, ())
        services.save_report(by=by, report=draft, mine=mine, seen=seen)
    says = queries.wording_of(Report.objects.get()).texts
    assert (says["summary"], says["text"]) == ("Written in summary.", "Written in text.")


def test_two_writers_of_one_part_see_both_texts_and_nothing_is_saved(
    draft: Report, clerk: User
) -> None:
    seen = queries.wording_of(draft).marks()
    texts = queries.wording_of(draft).texts
    first, second = (wording(texts | {"summary": name}, ()) for name in ("First.", "Second."))
    services.save_report(by=clerk, report=draft, mine=first, seen=seen)
    with pytest.raises(services.BothChanged) as clash:
        services.save_report(by=draft.author, report=draft, mine=second, seen=seen)
    assert clash.value.saved.texts["summary"] == "First."
    assert clash.value.together.wording.texts["summary"] == "Second."
    assert Report.objects.get().summary == "First."
    services.save_report(by=draft.author, report=draft, mine=second, seen=clash.value.saved.marks())
    assert Report.objects.get().summary == "Second."
    assert "First." in draft.history.values_list("summary", flat=True)


def test_what_is_too_long_is_refused_at_its_field(draft: Report) -> None:
    with pytest.raises(ValidationError) as error:
        write(draft, text="a" * 20_001)
    assert refusals(error.value) == {"text": "This has 20,001 characters; the most is 20,000."}
    with pytest.raises(ValidationError) as error:
        write(draft, title="")
    assert set(refusals(error.value)) == {"title"}


def test_only_its_author_and_a_clerk_write_a_report(draft: Report, clerk: User) -> None:
    other = author_of(draft.item)
    says, seen = wording(words_for(draft), ()), queries.wording_of(draft).marks()
    for act in (
        lambda: services.save_report(by=other, report=draft, mine=says, seen=seen),
        lambda: services.submit_report(by=other, report=draft),
        lambda: filing.attach_file(by=other, report=draft, file=files.upload(files.pdf())),
    ):
        with pytest.raises(Refused, match="somebody else’s"):
            act()
    services.save_report(by=clerk, report=draft, mine=says, seen=seen)


# Submitted: R9 ------------------------------------------------------------------------------------


def test_buckinghamshire_wants_summary_recommendations_and_plain_english(draft: Report) -> None:
    with pytest.raises(ValidationError) as error:
        services.submit_report(by=draft.author, report=draft)
    assert refusals(error.value) == {
        "summary": "Write the executive summary.",
        "recommendations": "Write at least one recommendation: what the Panel is asked to do. Only a "
        "report for information has none.",
        "plain_summary": "“In plain English” is empty. Write it before you submit.",
    }
    assert Report.objects.get().state == "draft"
    assert services.submit_report(by=draft.author, report=write(draft)).state == "submitted"


def test_a_report_for_information_needs_no_recommendation(draft: Report) -> None:
    draft.item.purpose = "information"
    draft.item.save()
    report = write(draft, asked=())
    assert services.submit_report(by=draft.author, report=report).state == "submitted"


def test_a_summary_keeps_to_the_limit_in_force_on_the_day(draft: Report) -> None:
    boards.BodyRulesFactory(body=draft.item.meeting.body, in_force_from=HELD, summary_words=3)
    report = write(draft, summary="One two three four.")
    with pytest.raises(ValidationError) as error:
        services.submit_report(by=draft.author, report=report)
    assert "has 4 words; the limit is 3" in refusals(error.value)["summary"]


def test_cambridgeshire_weighs_seven_implications(db, today) -> None:  # noqa: ARG001
    council = load_council("cambridgeshire")
    meeting = boards.MeetingFactory(body=council.body_set.get(key="sub-committee"), held_on=HELD)
    item = boards.AgendaItemFactory(meeting=meeting)
    report = services.write_report(by=author_of(item), item=item, title="Staying put")
    titles = {part.field: part.title for part in queries.layout_of(report)}
    implications = [
        field for field, title in titles.items() if "mplication" in title or "Local" in title
    ]
    assert len(implications) == 7
    with pytest.raises(ValidationError) as error:
        services.submit_report(by=report.author, report=report)
    missing = refusals(error.value)
    required = {field for field in titles if field.startswith("section_")}
    assert set(missing) == required | {"summary", "recommendations"}
    assert missing[implications[0]] == (
        "“Resource Implications” is blank. Write what it means, or “None, because …” and the reason."
    )
    report = write(report, **{implications[3]: "N/A"})
    with pytest.raises(ValidationError) as error:
        services.submit_report(by=report.author, report=report)
    assert set(refusals(error.value)) == {implications[3]}
    report = write(report, **{implications[3]: REASON})
    assert services.submit_report(by=report.author, report=report).state == "submitted"


def test_submitting_twice_is_once(item: AgendaItem) -> None:
    report = submitted(item)
    again = services.submit_report(by=report.author, report=report)
    assert again.state == "submitted"
    assert report.moves.count() == 1


def test_what_is_handed_in_is_not_written_any_more(item: AgendaItem) -> None:
    report = submitted(item)
    with pytest.raises(Refused, match="It can only be sent back with a reason or cleared"):
        write(report, text="More.")
    with pytest.raises(Refused):
        filing.attach_file(by=report.author, report=report, file=files.upload(files.pdf()))


# Cleared and given back ---------------------------------------------------------------------------


def test_somebody_else_clears_it(item: AgendaItem, clerk: User) -> None:
    report = submitted(item)
    clear = services.clear_report(by=clerk, report=report)
    assert (clear.state, queries.state_of(clear)) == ("cleared", State.CLEARED)
    move = report.moves.get(to_state="cleared")
    assert (move.moved_by, move.reason) == (clerk, "")
    assert services.clear_report(by=clerk, report=report).version == clear.version


def test_nobody_clears_their_own(item: AgendaItem, clerk: User) -> None:
    report = submitted(item, author=clerk)
    with pytest.raises(Refused, match="You wrote this report"):
        services.clear_report(by=clerk, report=report)


def test_a_draft_is_not_cleared(draft: Report, clerk: User) -> None:
    with pytest.raises(Refused, match="a draft"):
        services.clear_report(by=clerk, report=draft)


def test_after_the_papers_were_due_it_is_cleared_with_a_reason_and_shown_late(
    item: AgendaItem, clerk: User
) -> None:
    report = submitted(item)
    due = queries.papers_due(item.meeting)
    assert due.due_on == date(2027, 1, 6)
    with clock.set_to(date(2027, 1, 7)):
        with pytest.raises(ValidationError) as error:
            services.clear_report(by=clerk, report=report, reason=" ")
        assert refusals(error.value)["reason"].startswith(
            "The papers were due on Wednesday 6 January 2027. Say why"
        )
        report = services.clear_report(by=clerk, report=report, reason="The figures came late.")
    late = queries.how_late(report, due)
    assert late.words == (
        "Late by 1 day: due on Wednesday 6 January 2027, done on Thursday 7 January 2027. "
        "Reason given: The figures came late."
    )


def test_in_time_no_reason_is_asked_for_or_kept(item: AgendaItem, clerk: User) -> None:
    with clock.set_to(date(2027, 1, 6)):
        report = services.clear_report(by=clerk, report=submitted(item), reason="Because.")
        due = queries.papers_due(item.meeting)
        late = queries.how_late(report, due)
    assert report.moves.get(to_state="cleared").reason == ""
    assert late.days_late == 0


def test_what_is_given_back_is_written_again_and_clears_anew(item: AgendaItem, clerk: User) -> None:
    report = cleared(item)
    with pytest.raises(ValidationError) as error:
        services.give_back(by=clerk, report=report, reason=" ")
    assert refusals(error.value) == {"reason": "Say what is to be changed. The author reads it."}
    report = services.give_back(by=clerk, report=report, reason="Say what it costs.")
    assert (report.state, queries.state_of(report)) == ("draft", State.RETURNED)
    with pytest.raises(Refused):
        services.give_back(by=clerk, report=report, reason="Again.")
    report = services.submit_report(by=report.author, report=write(report, text="£10."))
    assert services.clear_report(by=clerk, report=report).state == "cleared"
    assert list(report.moves.order_by("pk").values_list("to_state", "reason")) == [
        *(("submitted", ""), ("cleared", ""), ("draft", "Say what it costs.")),
        *(("submitted", ""), ("cleared", "")),
    ]


# Files --------------------------------------------------------------------------------------------


def attach(report: Report, content: bytes = b"", name: str = "A plan.pdf", **other: str):
    """The report's author attaches a file."""
    file = files.upload(content or files.pdf(), name)
    return filing.attach_file(by=report.author, report=report, file=file, **other)


def test_a_file_is_kept_with_what_it_is(draft: Report) -> None:
    """Under a name of our own; what it was called is its title."""
    content = files.docx()
    kept = attach(draft, content, "Budget 2027.pdf")
    assert (kept.title, kept.size) == ("Budget 2027", len(content))
    assert kept.media_type.endswith("wordprocessingml.document")
    assert len(kept.sha256) == 64
    assert kept.file.name.startswith("attachments/")
    assert kept.file.name.endswith(".docx")
    assert "Budget" not in kept.file.name
    with kept.file.open() as stored:
        assert stored.read() == content
    assert attach(draft, title="Our plan").title == "Our plan"


def test_the_same_file_twice_is_attached_once(draft: Report) -> None:
    assert attach(draft) == attach(draft, name="Another name.pdf")
    assert Attachment.objects.count() == 1


def test_a_hostile_file_is_refused_and_nothing_is_kept(draft: Report) -> None:
    with pytest.raises(ValidationError) as error:
        attach(draft, b"<html><script>alert(1)</script></html>", "report.pdf")
    assert "Its name does not decide" in refusals(error.value)["file"]
    assert not Attachment.objects.exists()


def test_the_limits_are_settings(draft: Report, settings) -> None:
    settings.ATTACHMENT_MOST_BYTES = 100
    with pytest.raises(ValidationError) as error:
        attach(draft)
    assert "the most is 0 MB" in refusals(error.value)["file"]


def test_a_file_that_is_taken_off_is_gone_and_the_record_says_it_was_there(
    draft: Report, django_capture_on_commit_callbacks
) -> None:
    kept = attach(draft)
    store, name = kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        filing.remove_attachment(by=draft.author, attachment=kept)
    assert not Attachment.objects.exists()
    assert not store.exists(name)
    assert Attachment.history.filter(history_type="-", title="A plan").count() == 1


def test_a_file_the_proper_officer_decided_about_stays(draft: Report) -> None:
    kept = attach(draft)
    boards.RestrictionFactory(
        council=kept.council, report=None, attachment=kept, lifted_at=clock.now()
    )
    with pytest.raises(Refused, match="stays on record"):
        filing.remove_attachment(by=draft.author, attachment=kept)
    assert kept.file.storage.exists(kept.file.name)


def test_files_lie_where_only_the_application_reads_them(draft: Report, settings, tmp_path) -> None:
    """On a disk: below the folder of the settings, readable by one account."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    kept = attach(draft)
    (path,) = [each for each in (tmp_path / "media").rglob("*") if each.is_file()]
    assert str(path).endswith(kept.file.name)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {p.stat().st_mode & 0o777 for p in path.parents if tmp_path in p.parents} == {0o700}
    assert not settings.MEDIA_URL.strip("/")


# What waits ---------------------------------------------------------------------------------------


def test_what_waits_is_counted_in_one_query(
    item: AgendaItem, clerk: User, django_assert_num_queries
) -> None:
    author = author_of(item)
    services.write_report(by=author, item=item, title="A draft")
    report = submitted(item, title="Handed in", author=author)
    submitted(item, title="The clerk's own", author=clerk)
    boards.RestrictionFactory(report=report, review_on=date(2026, 12, 3))
    boards.ReportFactory(item__meeting__held_on=HELD, submitted=True)  # another council's
    with django_assert_num_queries(1):
        assert waiting(clerk, item) == (0, 1, 0)
    assert waiting(author, item) == (1, 1, 0)
    with clock.set_to(date(2027, 1, 14)):
        assert waiting(author, item) == (0, 0, 1)


def waiting(user: User, item: AgendaItem) -> tuple[int, ...]:
    """What waits for somebody in the council of the item: to write, to clear, to look at again."""
    found = Council.objects.values(**queries.waiting(user)).get(pk=item.council_id)
    return tuple(found[name] for name in ("to_write", "to_clear", "to_review"))
