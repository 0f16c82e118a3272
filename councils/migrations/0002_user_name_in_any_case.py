"""A user name is somebody's once, however it is written."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0001_initial'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='councils_user_name_once_in_any_case', violation_error_message='Somebody already has this user name.'),
        ),
    ]
