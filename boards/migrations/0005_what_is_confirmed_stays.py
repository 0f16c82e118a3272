"""What is confirmed stays in every table that tells of it.

The history of minutes is only ever added to, and not at all once they are confirmed. The meeting
they are of keeps its day and its body. A table of published or confirmed things is emptied in a
test database only: what a session says beforehand is not enough any more, because the application
could say it too.
"""

from django.db import migrations

HISTORIES = ("boards_historicalminutes", "boards_historicalminutessection")

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
CREATE OR REPLACE FUNCTION boards_refuse_to_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('corporate_parenting.may_empty', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'What is published or confirmed is never removed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("boards", "0004_confirmed_minutes")]

    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_unalterable BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION boards_refuse_to_alter_history()",
                f"DROP TRIGGER {table}_unalterable ON {table}",
            )
            for table in HISTORIES
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION boards_refuse_to_empty()",
                f"DROP TRIGGER {table}_never_emptied ON {table}",
            )
            for table in HISTORIES
        ),
    ]
