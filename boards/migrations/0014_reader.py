"""Reading papers: what contents and search need of an item; opened, read marks, private notes."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


#: What is out already gets the same columns from its own words: nobody's papers change by it.
WHAT_IS_OUT = r"""
ALTER TABLE boards_editionitem DISABLE TRIGGER USER;

UPDATE boards_editionitem SET
    digest = encode(sha256(convert_to(title || html, 'UTF8')), 'hex'),
    figures = (length(html) - length(replace(html, 'cp-chart__drawing', ''))) / 17,
    text = left(btrim(regexp_replace(regexp_replace(regexp_replace(
        html, '<svg.*?</svg>', ' ', 'g'), '<[^>]*>', ' ', 'g'), '\s+', ' ', 'g')), 250000),
    words = coalesce(array_length(regexp_split_to_array(nullif(btrim(regexp_replace(regexp_replace(
        regexp_replace(html, '<svg.*?</svg>', ' ', 'g'), '<details.*?</details>', ' ', 'g'),
        '<[^>]*>', ' ', 'g')), ''), '\s+'), 1), 0);

UPDATE boards_editionitem SET
    text = replace(replace(replace(replace(replace(text, '&lt;', '<'), '&gt;', '>'),
        '&quot;', '"'), '&#x27;', chr(39)), '&amp;', '&'),
    files = coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'key', block->>'key', 'number', block->>'number', 'title', block->>'title'))
        FROM boards_edition,
            jsonb_array_elements(boards_edition.content::jsonb->'items') AS item,
            jsonb_array_elements(item->'blocks') AS block
        WHERE boards_edition.id = boards_editionitem.edition_id
        AND boards_edition.kind = 'members'
        AND item->>'number' = boards_editionitem.number AND block->>'block' = 'attached'
    ), '[]'::jsonb);

SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE boards_editionitem ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0013_calendar_feeds'),
        ('councils', '0003_school_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Opened',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'opened',
                'ordering': ('edition_id', 'opened_at'),
            },
        ),
        migrations.CreateModel(
            name='PrivateNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('^([0-9]+[A-Z]*\\.[0-9]+[A-Z]*|[0-9]+[A-Z]*)$', 'This is not the number of a paragraph.')])),
                ('words', models.TextField(error_messages={'blank': 'Write your note, or delete it.'}, max_length=5000, verbose_name='note')),
                ('written_at', models.DateTimeField()),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'ordering': ('meeting_id', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReadMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=6, verbose_name='item')),
                ('digest', models.CharField(max_length=64)),
                ('marked_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('meeting_id', 'marked_at'),
            },
        ),
        migrations.AddField(
            model_name='editionitem',
            name='digest',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='editionitem',
            name='figures',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='editionitem',
            name='files',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='editionitem',
            name='is_new',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='editionitem',
            name='text',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='editionitem',
            name='words',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='opened',
            name='council',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='councils.council'),
        ),
        migrations.AddField(
            model_name='opened',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opened', to='boards.edition'),
        ),
        migrations.AddField(
            model_name='opened',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='privatenote',
            name='council',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='councils.council'),
        ),
        migrations.AddField(
            model_name='privatenote',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='boards.meeting'),
        ),
        migrations.AddField(
            model_name='privatenote',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readmark',
            name='council',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='councils.council'),
        ),
        migrations.AddField(
            model_name='readmark',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='boards.meeting'),
        ),
        migrations.AddField(
            model_name='readmark',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(WHAT_IS_OUT, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='editionitem',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector('text', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='editionitem',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='boards_editionitem_search'),
        ),
        migrations.AddConstraint(
            model_name='opened',
            constraint=models.UniqueConstraint(fields=('edition', 'user'), name='boards_opened_once_by_each', violation_error_message='You have opened these papers already.'),
        ),
        migrations.AddConstraint(
            model_name='privatenote',
            constraint=models.UniqueConstraint(fields=('meeting', 'user', 'place'), name='boards_privatenote_one_at_a_place', violation_error_message='You have a note here already.'),
        ),
        migrations.AddConstraint(
            model_name='privatenote',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='boards_privatenote_says_something', violation_error_message='Write your note, or delete it.'),
        ),
        migrations.AddConstraint(
            model_name='readmark',
            constraint=models.UniqueConstraint(fields=('meeting', 'user', 'number'), name='boards_readmark_once_an_item', violation_error_message='You have marked this item as read already.'),
        ),
    ]
