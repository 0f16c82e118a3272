"""The local server, really started, killed and stopped in a project of its own."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corporate_parenting.local import postgres as local_postgres
from corporate_parenting.local.cluster import locate
from corporate_parenting.local.processes import alive

ASK = "SELECT current_user, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
KEEP = "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number"
COUNT = "SELECT count(*) FROM kept"
WHERE = """
import json
from corporate_parenting.local.cluster import locate
cluster = locate()
print(json.dumps([str(cluster.home), str(cluster.data), str(cluster.socket_folder)]))
"""


@pytest.fixture
def places(python):
    """Home, data and socket folder of that project's cluster."""
    return [Path(each) for each in json.loads(python("-c", WHERE).stdout)]


@pytest.fixture
def sql(postgres):
    def ask(statement, *options):
        result = postgres("psql", "-qtAX", "-c", statement, *options)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    return ask


def server_process(data):
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def until(condition):
    for _ in range(100):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("waited in vain")


def kill(data):
    process = server_process(data)
    os.kill(process, signal.SIGKILL)
    until(lambda: not alive(process))


class TestSettings:
    def test_asking_for_them_starts_and_writes_nothing(self, python, project):
        before = sorted(project.rglob("*"))
        code = "from corporate_parenting.local import postgres; postgres.database_settings()"
        assert python("-B", "-c", code).returncode == 0
        assert sorted(project.rglob("*")) == before

    def test_they_refuse_a_server_of_another_account(self):
        settings = local_postgres.database_settings()
        assert settings["OPTIONS"] == {"requirepeer": locate().account.name}

    def test_a_long_path_gets_a_short_socket(self, python, project, postgres):
        longer = project.with_name("x" * 120)
        project.rename(longer)
        project.symlink_to(longer)
        code = (
            "from corporate_parenting.local import postgres as p;"
            "print(p.database_settings()['HOST'])"
        )
        host = python("-c", code).stdout.strip()
        assert len(host + "/.s.PGSQL.5432") <= 107
        assert postgres("start").returncode == 0
        assert stat.S_IMODE(Path(host).stat().st_mode) == 0o700


class TestServer:
    def test_application_role_is_no_superuser_and_may_create_databases(self, sql):
        assert sql(ASK) == "corporate_parenting|f"
        sql("CREATE DATABASE test_something")
        extensions = sql("SELECT extname FROM pg_extension ORDER BY 1", "-d", "test_something")
        assert extensions.split() == ["btree_gist", "pg_trgm", "plpgsql", "unaccent"]

    def test_listens_on_a_private_socket_and_nothing_else(self, sql, places):
        _, data, socket_folder = places
        assert sql("SHOW listen_addresses") == ""
        for folder in (data, socket_folder):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_a_commit_is_on_disk_before_it_is_acknowledged(self, sql):
        assert [sql("SHOW fsync"), sql("SHOW synchronous_commit")] == ["on", "on"]

    def test_holds_every_letter(self, sql):
        assert sql("SELECT lower('ŴÉ')") == "ŵé"

    def test_nobody_but_its_people_may_connect(self, postgres):
        postgres("start")
        refused = postgres("psql", "-U", "postgres", "-c", "SELECT 1")
        assert refused.returncode != 0
        assert "Peer authentication failed" in refused.stderr


class TestLifetime:
    def test_stops_with_the_last_command_that_uses_it(self, postgres):
        assert postgres("run", "true").returncode == 0
        assert postgres("status").returncode == 3

    def test_is_not_stopped_under_another_that_uses_it(self, postgres):
        launcher = f"{sys.executable} -m corporate_parenting.local.postgres"
        result = postgres("run", "sh", "-c", f"{launcher} run true && {launcher} status")
        assert result.returncode == 0, result.stderr
        assert "is running" in result.stdout

    def test_stops_though_its_user_was_killed(self, postgres, project):
        command = [sys.executable, "-m", "corporate_parenting.local.postgres", "run"]
        command += ["sh", "-c", "touch started; sleep 5"]
        with subprocess.Popen(command, cwd=project, start_new_session=True) as user:
            until((project / "started").exists)
            user.kill()
        until(lambda: postgres("status").returncode == 3)

    def test_stays_when_it_was_started_to_stay(self, postgres):
        postgres("start")
        postgres("run", "true")
        assert postgres("status").returncode == 0
        postgres("stop")
        assert postgres("status").returncode == 3

    def test_hands_on_the_exit_code(self, postgres):
        assert postgres("run", "sh", "-c", "exit 7").returncode == 7

    def test_keeps_the_data_through_kill_9(self, postgres, sql, places):
        postgres("start")
        sql(KEEP)
        kill(places[1])
        assert postgres("status").returncode == 3
        assert postgres("start").returncode == 0
        assert sql(COUNT) == "1000"

    def test_starts_though_another_process_has_the_old_number(self, postgres, sql, places):
        _, data, socket_folder = places
        postgres("start")
        sql(KEEP)
        kill(data)
        for mark in (data / "postmaster.pid", socket_folder / ".s.PGSQL.5432.lock"):
            rest = mark.read_text().partition("\n")[2]
            mark.write_text(f"{os.getpid()}\n{rest}")
        result = postgres("start")
        assert result.returncode == 0, result.stderr
        assert sql(COUNT) == "1000"

    def test_an_interrupted_making_is_made_again(self, postgres, places):
        home, data, _ = places
        postgres("start")
        postgres("stop")
        data.rename(data.with_name("unfinished"))
        (data.with_name("unfinished") / "PG_VERSION").unlink()
        assert postgres("start").returncode == 0
        assert not data.with_name("unfinished").exists()
        assert home.exists()


class TestRefusals:
    def test_data_of_another_major_version(self, postgres, places):
        home = places[0]
        (home / "17").mkdir(parents=True)
        result = postgres("start")
        assert result.returncode == 1
        assert "was made by PostgreSQL 17" in result.stderr
        assert len(result.stderr.splitlines()) == 1
        (home / "17").rmdir()

    def test_a_socket_folder_others_may_enter(self, postgres, places):
        socket_folder = places[2]
        socket_folder.mkdir(parents=True)
        socket_folder.chmod(0o777)
        result = postgres("start")
        assert result.returncode == 1
        assert "should belong to" in result.stderr
        assert len(result.stderr.splitlines()) == 1

    def test_a_server_that_cannot_start_says_why(self, postgres, places):
        data = places[1]
        postgres("start")
        postgres("stop")
        (data / "postgresql.conf").write_text("no_such_setting = 1\n")
        result = postgres("start")
        assert result.returncode == 1
        assert "PostgreSQL did not start: configuration file" in result.stderr
        assert len(result.stderr.splitlines()) == 1
