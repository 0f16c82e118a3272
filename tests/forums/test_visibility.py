"""Who may see which words of a question: each person against each kind of words."""

import pytest

from councils.roles import Role
from forums.queries import follows, questions_followed, reads_private_words
from forums.visibility import may_follow, may_read_private_words

READERS = {Role.PARTICIPATION_WORKER, Role.SAFEGUARDING_LEAD}
FOLLOWERS = {
    *(Role.FORUM_REPRESENTATIVE, Role.PARTICIPATION_WORKER),
    *(Role.SAFEGUARDING_LEAD, Role.INSPECTOR),
}


@pytest.mark.parametrize(
    ("worker_of", "is_lead", "may"),
    [
        ({1}, False, True),
        ({2}, False, False),
        ((), False, False),
        ((), True, True),
        ({2}, True, True),
    ],
)
def test_own_words_are_for_this_forums_workers_and_the_lead(
    worker_of: object, *, is_lead: bool, may: bool
) -> None:
    assert may_read_private_words(forum=1, worker_of=worker_of, is_safeguarding_lead=is_lead) is may


@pytest.mark.parametrize(
    ("member_of", "sees_all", "may"),
    [({1}, False, True), ({2}, False, False), ((), False, False), ((), True, True)],
)
def test_public_wording_is_followed_by_the_forum_and_those_who_see_all(
    member_of: object, *, sees_all: bool, may: bool
) -> None:
    assert may_follow(forum=1, member_of=member_of, sees_all=sees_all) is may


def test_each_person_of_the_council(world) -> None:
    """By role, and with a place in another forum."""
    question = world.ours.rows.worded
    people = world.ours.people
    reading = {name for name, user in people.items() if reads_private_words(user, question)}
    following = {name for name, user in people.items() if follows(user, question)}
    assert reading == {role.value for role in READERS}
    assert following == {role.value for role in FOLLOWERS}


def test_nobody_of_another_council(world) -> None:
    """Whatever they are there."""
    question = world.ours.rows.worded
    for user in world.theirs.people.values():
        assert not reads_private_words(user, question)
        assert not follows(user, question)
        assert question not in questions_followed(user, world.ours.council)


def test_a_place_that_has_ended_ends_it(world, today) -> None:
    """From the day after the last."""
    place = world.ours.rows.forum.members.get(user=world.ours.people[Role.PARTICIPATION_WORKER])
    place.ends_on = today.replace(day=1)
    place.save()
    worker = type(place.user).objects.get(pk=place.user_id)
    assert not reads_private_words(worker, world.ours.rows.worded)
