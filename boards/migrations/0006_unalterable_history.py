"""Round confirmed minutes the database keeps what could still have told another story.

The history of minutes and of their sections is only ever added to, and not at all once the minutes
are confirmed; the meeting they are of keeps its day and its body. None of these tables is emptied,
save in a test database by a session that says so beforehand.
"""

from django.db import migrations

HISTORIES = ("boards_historicalminutes", "boards_historicalminutessection")

ANY_SESSION_MAY_SAY_SO = """
CREATE OR REPLACE FUNCTION boards_refuse_to_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('corporate_parenting.may_empty', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'What is published or confirmed is never removed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""

ONLY_IN_TESTS = """
CREATE OR REPLACE FUNCTION boards_refuse_to_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_database() NOT LIKE 'test\\_%'
        OR current_setting('corporate_parenting.may_empty', true) IS DISTINCT FROM 'on'
    THEN
        RAISE EXCEPTION 'What is published or confirmed is never removed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""

FORWARDS = """
CREATE FUNCTION boards_refuse_to_alter_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of minutes is never altered.'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION boards_refuse_to_forge_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM boards_historicalminutes WHERE id = NEW.id AND confirmed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Confirmed minutes are never altered.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION boards_refuse_to_forge_sections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM boards_minutes WHERE id = NEW.minutes_id FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM boards_minutes WHERE id = NEW.minutes_id AND confirmed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Confirmed minutes are never altered.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION boards_refuse_to_move_recorded_meetings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM boards_minutes WHERE meeting_id = OLD.id AND confirmed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'The minutes of this meeting are confirmed: its day and body stay.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER boards_historicalminutes_unforged BEFORE INSERT ON boards_historicalminutes
FOR EACH ROW EXECUTE FUNCTION boards_refuse_to_forge_minutes();

CREATE TRIGGER boards_historicalminutessection_unforged
BEFORE INSERT ON boards_historicalminutessection
FOR EACH ROW EXECUTE FUNCTION boards_refuse_to_forge_sections();

CREATE TRIGGER boards_meeting_stays_when_recorded BEFORE UPDATE ON boards_meeting
FOR EACH ROW WHEN (OLD.held_on <> NEW.held_on OR OLD.body_id <> NEW.body_id)
EXECUTE FUNCTION boards_refuse_to_move_recorded_meetings();
"""

BACKWARDS = """
DROP TRIGGER boards_meeting_stays_when_recorded ON boards_meeting;
DROP TRIGGER boards_historicalminutessection_unforged ON boards_historicalminutessection;
DROP TRIGGER boards_historicalminutes_unforged ON boards_historicalminutes;
DROP FUNCTION boards_refuse_to_move_recorded_meetings();
DROP FUNCTION boards_refuse_to_forge_sections();
DROP FUNCTION boards_refuse_to_forge_minutes();
DROP FUNCTION boards_refuse_to_alter_history();
"""


def trigger(name: str, table: str, when: str, function: str) -> migrations.RunSQL:
    """A trigger on a table, and the way back."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_{name} BEFORE {when} EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER {table}_{name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("boards", "0005_replies_and_proofs")]

    operations = [
        migrations.RunSQL(ONLY_IN_TESTS, ANY_SESSION_MAY_SAY_SO),
        migrations.RunSQL(FORWARDS, BACKWARDS),
        *(
            trigger(
                "unalterable",
                table,
                f"UPDATE OR DELETE ON {table} FOR EACH ROW",
                "boards_refuse_to_alter_history",
            )
            for table in HISTORIES
        ),
        *(
            trigger(
                "never_emptied",
                table,
                f"TRUNCATE ON {table} FOR EACH STATEMENT",
                "boards_refuse_to_empty",
            )
            for table in HISTORIES
        ),
    ]
