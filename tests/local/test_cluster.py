"""Where the data goes, for whom, worked out from permissions alone."""

import pwd
from pathlib import Path

import pytest

from corporate_parenting.local import cluster
from corporate_parenting.local.cluster import Account
from corporate_parenting.local.places import LocalError

STRANGER = Account("stranger", 54321, 54321)


@pytest.fixture
def as_root(monkeypatch, tmp_path):
    """Pretends to be root in a project whose folder others may enter."""
    state = tmp_path / "project" / ".local"
    state.mkdir(parents=True, mode=0o755)

    def below(account, folder):
        """The folders above belong to the machine; what they permit is not this test's matter."""
        steps = [each for each in (folder, *folder.parents) if tmp_path in each.parents]
        return all(account._may_pass(each) for each in steps if each.exists())

    monkeypatch.setattr(Account, "may_enter", below)
    monkeypatch.setattr(cluster.os, "geteuid", lambda: 0)
    monkeypatch.setattr(cluster, "STATE", state)
    monkeypatch.setattr(cluster, "MACHINE_STATE", tmp_path / "machine")
    return state


class TestMayEnter:
    def test_by_the_bits_that_apply_to_the_account(self, tmp_path):
        owner = Account("me", tmp_path.stat().st_uid, 1)
        tmp_path.chmod(0o100)
        assert owner._may_pass(tmp_path)
        assert not STRANGER._may_pass(tmp_path)
        tmp_path.chmod(0o011)
        assert not owner._may_pass(tmp_path)
        assert STRANGER._may_pass(tmp_path)
        assert Account("group", 54321, tmp_path.stat().st_gid)._may_pass(tmp_path)
        tmp_path.chmod(0o700)

    def test_every_folder_on_the_way_counts(self, tmp_path):
        inner = tmp_path / "inner"
        inner.mkdir(mode=0o755)
        tmp_path.chmod(0o700)
        assert not STRANGER.may_enter(inner)


class TestOfRoot:
    def test_inside_the_project_where_the_account_may_enter(self, as_root):
        found = cluster.locate()
        assert found.home == as_root / "postgres"
        assert found.account.uid != 0

    def test_in_a_folder_of_the_machine_where_it_may_not(self, as_root):
        as_root.parent.chmod(0o700)
        found = cluster.locate()
        assert found.home.parent == cluster.MACHINE_STATE
        assert found.socket_folder.parent == found.home

    def test_data_stays_where_it_is_when_permissions_change(self, as_root):
        home = cluster.locate().home
        (home / "18" / "data").mkdir(parents=True)
        as_root.parent.chmod(0o700)
        assert cluster.locate().home == home

    def test_two_projects_never_share(self, as_root, monkeypatch):
        as_root.parent.chmod(0o700)
        one = cluster.locate().home
        monkeypatch.setattr(cluster, "PROJECT", Path("/elsewhere"))
        assert cluster.locate().home != one

    def test_without_an_account_it_says_so(self, as_root, monkeypatch):
        assert as_root.exists()
        monkeypatch.setattr(cluster, "UNPRIVILEGED_ACCOUNTS", ("no-such-account",))
        with pytest.raises(LocalError, match="no account named"):
            cluster.locate()


def test_a_number_without_a_name_is_refused_in_words():
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    free = next(uid for uid in range(50_000, 60_000) if uid not in taken)
    with pytest.raises(LocalError, match=f"Account number {free} has no name"):
        cluster.account_of(free)
