"""Items keep the number they have on paper, 5A among them; what is out already keeps its own.

Beside it each rendered item gets the hash by which it is proved.
"""

from django.db import migrations, models

KEEP_THE_NUMBERS = """
ALTER TABLE boards_editionitem DISABLE TRIGGER USER;
UPDATE boards_editionitem SET
    position = number::integer,
    sha256 = encode(sha256(convert_to(html, 'UTF8')), 'hex');
ALTER TABLE boards_editionitem ENABLE TRIGGER USER;

UPDATE boards_agendaitem SET number = position::text WHERE EXISTS (
    SELECT 1 FROM boards_editionitem
    JOIN boards_edition ON boards_edition.id = boards_editionitem.edition_id
    WHERE boards_edition.meeting_id = boards_agendaitem.meeting_id
    AND boards_editionitem.number = boards_agendaitem.position::text
);
"""

NUMBER = models.CharField(
    blank=True,
    editable=False,
    help_text="Its number in papers that are out, which it keeps: 5, or 5A in a supplement.",
    max_length=6,
    null=True,
)


class Migration(migrations.Migration):
    dependencies = [("boards", "0008_passed_up")]

    operations = [
        migrations.AddField("agendaitem", "number", NUMBER),
        migrations.AddField("historicalagendaitem", "number", NUMBER),
        migrations.AlterModelOptions("editionitem", {"ordering": ("edition_id", "position")}),
        migrations.AlterField("editionitem", "number", models.CharField(max_length=6)),
        migrations.AddField(
            "editionitem",
            "position",
            models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            "editionitem",
            "sha256",
            models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunSQL(KEEP_THE_NUMBERS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "agendaitem",
            models.UniqueConstraint(
                fields=("meeting", "number"),
                name="boards_agendaitem_number_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ),
    ]
