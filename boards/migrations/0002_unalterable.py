"""What was published stays as it was: the database refuses to alter or remove an edition."""

from django.db import migrations

TABLES = ("boards_edition", "boards_editionitem")

FORWARDS = """
CREATE FUNCTION boards_refuse_to_alter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published edition is never altered.' USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_unalterable BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION boards_refuse_to_alter();
"""
    for table in TABLES
)

BACKWARDS = (
    "".join(f"DROP TRIGGER {table}_unalterable ON {table};" for table in TABLES)
    + "DROP FUNCTION boards_refuse_to_alter();"
)


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
