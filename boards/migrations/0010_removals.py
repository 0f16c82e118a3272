"""Two people together may take a passage out of editions, which are altered by nothing else."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

LET_ONLY_A_REMOVAL_ALTER = """
CREATE OR REPLACE FUNCTION boards_refuse_to_alter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    by_removal bigint := NULLIF(current_setting('corporate_parenting.removal', true), '')::bigint;
    of_meeting bigint;
    words text[] := ARRAY['content', 'html', 'sha256'];
BEGIN
    IF TG_OP = 'UPDATE' AND by_removal IS NOT NULL THEN
        IF TG_TABLE_NAME = 'boards_edition' THEN
            of_meeting := OLD.meeting_id;
        ELSE
            SELECT meeting_id INTO of_meeting FROM boards_edition WHERE id = OLD.edition_id;
        END IF;
        IF to_jsonb(NEW) - words = to_jsonb(OLD) - words AND EXISTS (
            SELECT 1 FROM boards_removal
            WHERE id = by_removal AND meeting_id = of_meeting
            AND confirmed_at IS NOT NULL AND done_at IS NULL
        ) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'A published edition is never altered.' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION boards_refuse_to_alter_removals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text[] := ARRAY[
        'confirmed_at', 'confirmed_by_id', 'taken_back_at', 'taken_back_by_id', 'done_at'
    ];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.done_at IS NULL AND to_jsonb(NEW) - told = to_jsonb(OLD) - told
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'That a passage was taken out stays on record.'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER boards_removal_unalterable BEFORE UPDATE OR DELETE ON boards_removal
FOR EACH ROW EXECUTE FUNCTION boards_refuse_to_alter_removals();
"""

NOTHING_ALTERS = """
DROP TRIGGER boards_removal_unalterable ON boards_removal;
DROP FUNCTION boards_refuse_to_alter_removals();
CREATE OR REPLACE FUNCTION boards_refuse_to_alter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published edition is never altered.' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0009_supplements'),
        ('councils', '0003_school_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=16)),
                ('mark', models.CharField(max_length=64)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('council', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='councils.council')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removals', to='boards.meeting')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('meeting_id', 'proposed_at'),
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='boards_removal_by_two_people', violation_error_message='Somebody other than the person who proposed it confirms it.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='boards_removal_confirmed_by_somebody', violation_error_message='What is confirmed was confirmed by somebody.'), models.CheckConstraint(condition=models.Q(('taken_back_at__isnull', True), ('confirmed_at__isnull', True), _connector='OR'), name='boards_removal_confirmed_or_taken_back', violation_error_message='What is destroyed cannot be taken back.'), models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('meeting', 'number'), name='boards_removal_once_per_passage', violation_error_message='This passage is being taken out already.')],
            },
        ),
        migrations.RunSQL(LET_ONLY_A_REMOVAL_ALTER, NOTHING_ALTERS),
    ]
