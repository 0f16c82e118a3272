"""What the gate found in attached files, who cleared it, and the place and readers of each file.

No file is read here: what nobody has looked into is held back until `manage.py look_into_files` has.
"""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


IN_THEIR_PLACES = """
UPDATE boards_attachment SET position = placed.position FROM (
    SELECT id, row_number() OVER (PARTITION BY report_id ORDER BY uploaded_at, id) AS position
    FROM boards_attachment
) AS placed WHERE placed.id = boards_attachment.id;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0010_removals'),
        ('councils', '0003_school_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='attachment',
            options={'ordering': ('report_id', 'position', 'uploaded_at')},
        ),
        migrations.AddField(
            model_name='attachment',
            name='for_everyone',
            field=models.BooleanField(default=False, editable=False, help_text='Its author has said that no small number is in it (R18).'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='position',
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
        migrations.RunSQL(IN_THEIR_PLACES, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='attachment',
            name='replaces',
            field=models.PositiveBigIntegerField(editable=False, null=True, verbose_name='number of the file it has replaced, which is gone'),
        ),
        migrations.AddField(
            model_name='historicalattachment',
            name='for_everyone',
            field=models.BooleanField(default=False, editable=False, help_text='Its author has said that no small number is in it (R18).'),
        ),
        migrations.AddField(
            model_name='historicalattachment',
            name='position',
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='historicalattachment',
            name='replaces',
            field=models.PositiveBigIntegerField(editable=False, null=True, verbose_name='number of the file it has replaced, which is gone'),
        ),
        migrations.CreateModel(
            name='FileCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gate', models.PositiveSmallIntegerField(verbose_name='version of the gate')),
                ('looked_at', models.DateTimeField()),
                ('findings', models.JSONField(blank=True, default=list)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file_check', to='boards.attachment')),
                ('council', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='councils.council')),
            ],
            options={
                'ordering': ('attachment_id',),
            },
        ),
        migrations.CreateModel(
            name='HistoricalFileCheck',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('gate', models.PositiveSmallIntegerField(verbose_name='version of the gate')),
                ('looked_at', models.DateTimeField()),
                ('findings', models.JSONField(blank=True, default=list)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('attachment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='boards.attachment')),
                ('council', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical file check',
                'verbose_name_plural': 'historical file checks',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalFileClearance',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('findings', models.JSONField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('cleared_at', models.DateTimeField(editable=False)),
                ('taken_back_at', models.DateTimeField(editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('attached_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attachment', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='boards.attachment')),
                ('cleared_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('council', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='councils.council')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical file clearance',
                'verbose_name_plural': 'historical file clearances',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='FileClearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('findings', models.JSONField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('cleared_at', models.DateTimeField(editable=False)),
                ('taken_back_at', models.DateTimeField(editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('attached_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='boards.attachment')),
                ('cleared_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('council', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='councils.council')),
                ('taken_back_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('attachment_id', 'cleared_at'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('attachment',), name='boards_fileclearance_once_per_file', violation_error_message='Somebody has cleared this file already.'), models.CheckConstraint(condition=models.Q(models.Q(('cleared_by', models.F('attached_by')), _negated=True), models.Q(('cleared_by', models.F('written_by')), _negated=True)), name='boards_fileclearance_by_a_second_person', violation_error_message='Whoever attached a file or wrote its report does not clear it. Somebody else does.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='boards_fileclearance_has_a_reason', violation_error_message='Say why it may go out as it is.'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('taken_back_by__isnull', True)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='boards_fileclearance_taken_back_by_somebody', violation_error_message='Say who took the clearance back.')],
            },
        ),
    ]
