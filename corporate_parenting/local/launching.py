"""Starting the server's process, and telling whether it is still there."""

import os
import pwd
import subprocess
from pathlib import Path

from corporate_parenting.local.cluster import PORT, ROLE, Cluster
from corporate_parenting.local.processes import alive, works_in
from corporate_parenting.local.programs import identity, server_environment

SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "fsync": "on",
    "synchronous_commit": "on",
    "wal_level": "minimal",  # nothing replicates from here
    "max_wal_senders": 0,
    "max_connections": 100,  # two test processes with twenty writers at once each, and servers
    "jit": "off",  # our queries are short; compiling them costs more than it saves
    "max_parallel_workers_per_gather": 0,  # nor are they worth a second process
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}


def write_access_rules(cluster: Cluster) -> None:
    """Only the server's account and ours may connect, and only as the application's role."""
    people = sorted({cluster.account.name, pwd.getpwuid(os.geteuid()).pw_name})
    rules = {
        "pg_hba.conf": "local all all peer map=people\n",
        "pg_ident.conf": "".join(f'people "{person}" {ROLE}\n' for person in people),
    }
    for name, text in rules.items():
        (cluster.data / name).write_text(text, encoding="utf-8")


def launch(cluster: Cluster, programs: Path) -> int:
    """Start the server in a session of its own, as nobody's child; its process number.

    Going through a shell that exits at once, so that no parent has to collect it later.
    """
    if cluster.log.exists() and cluster.log.stat().st_size > 2**22:
        cluster.log.replace(cluster.log.with_suffix(".log.old"))
    socket_list = '"' + str(cluster.socket_folder).replace('"', '""') + '"'
    settings = {**SERVER_SETTINGS, "unix_socket_directories": socket_list}
    command = [str(programs / "postgres"), "-D", str(cluster.data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    script = 'log="$1"; shift; echo "-- start" >>"$log"; "$@" </dev/null >>"$log" 2>&1 & echo $!'
    result = subprocess.run(
        ["/bin/sh", "-c", script, "sh", str(cluster.log), *command],
        cwd=cluster.folder,
        env=server_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        umask=0o077,
        start_new_session=True,
        **identity(cluster.account),
    )
    return int(result.stdout)


def log_since_launch(cluster: Cluster) -> str:
    return cluster.log.read_text(encoding="utf-8", errors="replace").rpartition("-- start")[2]


def forget_dead_server(cluster: Cluster) -> None:
    """Remove a killed server's marks if another process has its number by now.

    PostgreSQL sees by itself that a number is free, but not that it went to somebody else,
    as happens when a container starts again.
    """
    if server_process(cluster) is None:
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)
        cluster.socket.with_name(cluster.socket.name + ".lock").unlink(missing_ok=True)


def server_process(cluster: Cluster) -> int | None:
    """The number of this cluster's server process, if it is alive and really that."""
    try:
        process = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    return process if alive(process) and works_in(process, cluster.data) else None
