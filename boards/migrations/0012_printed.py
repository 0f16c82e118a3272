
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0011_gate'),
        ('councils', '0003_school_terms'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrintedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(choices=[('plain', 'the papers'), ('whole', 'the papers with their files')], max_length=5)),
                ('state', models.CharField(choices=[('waiting', 'being made'), ('ready', 'ready'), ('failed', 'could not be made'), ('replaced', 'replaced by a newer one')], default='waiting', max_length=8)),
                ('file', models.FileField(blank=True, editable=False, upload_to='printed/%Y/%m')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='size in bytes')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('pages', models.PositiveIntegerField(default=0)),
                ('page_map', models.JSONField(blank=True, default=list)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('council', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='councils.council')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printed', to='boards.edition')),
            ],
            options={
                'ordering': ('edition_id', 'variant'),
                'constraints': [models.UniqueConstraint(fields=('edition', 'variant'), name='boards_printedfile_once_per_edition', violation_error_message='This PDF is being made already.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('pages__gt', 0), ('sha256__regex', '^[0-9a-f]{64}$'), ('size__gt', 0), models.Q(('file', ''), _negated=True)), _connector='OR'), name='boards_printedfile_ready_is_there', violation_error_message='A PDF that is ready has a file, its pages and its hash.'), models.CheckConstraint(condition=models.Q(('state', 'ready'), ('file', ''), _connector='OR'), name='boards_printedfile_only_ready_has_a_file', violation_error_message='Only a PDF that is ready has a file.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('ready', 'failed')), _negated=True), ('ended_at__isnull', False), _connector='OR'), name='boards_printedfile_says_when_it_ended', violation_error_message='Say when it was made, or could not be made.')],
            },
        ),
    ]
