"""The database itself keeps what is confirmed or published: no alteration, removal or emptying.

Confirmed minutes and their sections are not altered, and nothing is added to them. The row of the
minutes is locked while a section is written, so that confirming waits for who is still writing,
and who writes afterwards is refused. A table of published or confirmed things is never emptied,
save in a session that says so beforehand, as the tests do.
"""

from django.db import migrations

UNALTERABLE = ("boards_edition", "boards_editionitem", "boards_minutes", "boards_minutessection")

FORWARDS = """
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

CREATE FUNCTION boards_refuse_to_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('corporate_parenting.may_empty', true) IS DISTINCT FROM 'on' THEN
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
"""

BACKWARDS = """
DROP TRIGGER boards_minutessection_unalterable ON boards_minutessection;
DROP TRIGGER boards_minutes_unalterable ON boards_minutes;
DROP FUNCTION boards_refuse_to_empty();
DROP FUNCTION boards_refuse_to_alter_sections();
DROP FUNCTION boards_refuse_to_alter_minutes();
"""


class Migration(migrations.Migration):
    dependencies = [("boards", "0003_notice_to_minutes")]

    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION boards_refuse_to_empty()",
                f"DROP TRIGGER {table}_never_emptied ON {table}",
            )
            for table in UNALTERABLE
        ),
    ]
