"""What is published or confirmed stays as it was: the database itself refuses to alter it.

A published edition and its items are never altered. Confirmed minutes and their sections are not
altered, and nothing is added to them; their history is only ever added to, and not at all once
they are confirmed; the meeting they are of keeps its day and its body. The row of the minutes is
locked while a section is written, so that confirming waits for who is still writing, and who
writes afterwards is refused. None of these tables is emptied, save in a test database by a
session that says so beforehand.
"""

from django.db import migrations

EDITIONS = ("boards_edition", "boards_editionitem")
HISTORIES = ("boards_historicalminutes", "boards_historicalminutessection")
NEVER_EMPTIED = (*EDITIONS, "boards_minutes", "boards_minutessection", *HISTORIES)

FORWARDS = """
CREATE FUNCTION boards_refuse_to_alter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published edition is never altered.' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION boards_refuse_to_alter_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.confirmed_at IS NOT NULL THEN
        RAISE EXCEPTION 'Confirmed minutes are never altered.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION boards_refuse_to_alter_sections() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    touched := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.minutes_id]
        WHEN 'DELETE' THEN ARRAY[OLD.minutes_id]
        ELSE ARRAY[OLD.minutes_id, NEW.minutes_id]
    END;
    PERFORM 1 FROM boards_minutes WHERE id = ANY(touched) ORDER BY id FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM boards_minutes WHERE id = ANY(touched) AND confirmed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Confirmed minutes are never altered.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

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

CREATE FUNCTION boards_refuse_to_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_database() NOT LIKE 'test\\_%'
        OR current_setting('corporate_parenting.may_empty', true) IS DISTINCT FROM 'on'
    THEN
        RAISE EXCEPTION 'What is published or confirmed is never removed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER boards_minutes_unalterable BEFORE UPDATE OR DELETE ON boards_minutes
FOR EACH ROW EXECUTE FUNCTION boards_refuse_to_alter_minutes();

CREATE TRIGGER boards_minutessection_unalterable
BEFORE INSERT OR UPDATE OR DELETE ON boards_minutessection
FOR EACH ROW EXECUTE FUNCTION boards_refuse_to_alter_sections();

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
DROP TRIGGER boards_minutessection_unalterable ON boards_minutessection;
DROP TRIGGER boards_minutes_unalterable ON boards_minutes;
DROP FUNCTION boards_refuse_to_empty();
DROP FUNCTION boards_refuse_to_move_recorded_meetings();
DROP FUNCTION boards_refuse_to_forge_sections();
DROP FUNCTION boards_refuse_to_forge_minutes();
DROP FUNCTION boards_refuse_to_alter_history();
DROP FUNCTION boards_refuse_to_alter_sections();
DROP FUNCTION boards_refuse_to_alter_minutes();
DROP FUNCTION boards_refuse_to_alter();
"""


def trigger(name: str, table: str, when: str, function: str) -> migrations.RunSQL:
    """A trigger on a table, and the way back."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_{name} BEFORE {when} EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER {table}_{name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_initial")]

    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
        *(
            trigger(
                "unalterable", t, f"UPDATE OR DELETE ON {t} FOR EACH ROW", "boards_refuse_to_alter"
            )
            for t in EDITIONS
        ),
        *(
            trigger(
                "unalterable",
                t,
                f"UPDATE OR DELETE ON {t} FOR EACH ROW",
                "boards_refuse_to_alter_history",
            )
            for t in HISTORIES
        ),
        *(
            trigger(
                "never_emptied", t, f"TRUNCATE ON {t} FOR EACH STATEMENT", "boards_refuse_to_empty"
            )
            for t in NEVER_EMPTIED
        ),
    ]
