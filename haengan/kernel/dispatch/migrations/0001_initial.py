# Messages, deliveries and their evidence.

import django.core.validators
import django.db.models.deletion
import haengan.kernel.tables.models
import haengan.kernel.tables.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel_equipment', '0001_initial'),
        ('kernel_organisation', '0001_initial'),
        ('kernel_people', '0001_initial'),
        ('kernel_places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='no longer used from')),
            ],
            options={
                'verbose_name': 'escalation plan',
                'verbose_name_plural': 'escalation plans',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('channel', models.CharField(choices=[('sms', 'SMS'), ('mail', 'e-mail'), ('push', 'web push')], max_length=8, verbose_name='channel')),
                ('address', haengan.kernel.tables.sealed.EncryptedField(verbose_name='address')),
                ('address_index', haengan.kernel.tables.sealed.BlindIndexField(last=0, normal='contact', of='address')),
                ('languages', haengan.kernel.tables.models.CodesField(choices=[('ko', 'Korean language'), ('en', 'English language'), ('zh', 'Chinese'), ('vi', 'Vietnamese'), ('th', 'Thai'), ('ja', 'Japanese')], default=frozenset, max_length=200, verbose_name='languages')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='wrong codes')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('why_ended', models.CharField(blank=True, max_length=80, verbose_name='why it ended')),
                ('emptied_on', models.DateField(blank=True, editable=False, null=True, verbose_name='address destroyed on')),
            ],
            options={
                'verbose_name': 'subscription',
                'verbose_name_plural': 'subscriptions',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('world', models.CharField(choices=[('live', 'live'), ('drill', 'drill')], max_length=5, verbose_name='world')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('cause', models.CharField(max_length=40, verbose_name='cause')),
                ('ways', haengan.kernel.tables.models.CodesField(blank=True, choices=[('tone', 'siren tone'), ('clip', 'stored announcement'), ('speech', 'spoken text'), ('text', 'shown text'), ('silent', 'silent test')], default=frozenset, max_length=200, verbose_name='ways')),
                ('clip', models.CharField(blank=True, max_length=40, verbose_name='stored announcement')),
                ('wording', models.JSONField(default=dict, verbose_name='wording')),
                ('local', models.CharField(blank=True, max_length=40, verbose_name='local rule it covers')),
                ('origin_type', models.CharField(blank=True, editable=False, max_length=80)),
                ('origin_key', models.CharField(blank=True, db_index=True, editable=False, max_length=22)),
                ('queued_at', models.DateTimeField(verbose_name='queued at')),
                ('queued_on', models.DateField(verbose_name='queued on')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='kernel_dispatch.message', verbose_name='corrects')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='kernel_dispatch.plan', verbose_name='escalation plan')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['-queued_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('author', models.CharField(max_length=120, verbose_name='author')),
                ('acknowledged_at', models.DateTimeField(verbose_name='acknowledged at')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgement', to='kernel_dispatch.message', verbose_name='message')),
            ],
            options={
                'verbose_name': 'acknowledgement',
                'verbose_name_plural': 'acknowledgements',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('after', models.PositiveIntegerField(verbose_name='seconds after the message')),
                ('channel', models.CharField(choices=[('sms', 'SMS'), ('mail', 'e-mail')], max_length=8, verbose_name='channel')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='no longer used from')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='kernel_dispatch.plan', verbose_name='escalation plan')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel_organisation.post', verbose_name='post')),
            ],
            options={
                'verbose_name': 'step of an escalation',
                'verbose_name_plural': 'steps of escalations',
                'ordering': ['plan', 'after', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel_places.district', verbose_name='district')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='kernel_dispatch.subscription', verbose_name='subscription')),
            ],
            options={
                'verbose_name': 'area of a subscription',
                'verbose_name_plural': 'areas of subscriptions',
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('channel', models.CharField(choices=[('sms', 'SMS'), ('terminal', 'terminal'), ('mail', 'e-mail'), ('push', 'web push'), ('call', 'call list')], max_length=8, verbose_name='channel')),
                ('state', models.CharField(choices=[('queued', 'queued'), ('sent', 'sent'), ('received', 'arrived'), ('validated', 'validated'), ('done', 'done'), ('failed', 'failed'), ('expired', 'expired')], max_length=9, verbose_name='state')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='how many')),
                ('counted_on', models.DateField(verbose_name='queued on')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='kernel_dispatch.message', verbose_name='message')),
            ],
            options={
                'verbose_name': 'tally of deliveries',
                'verbose_name_plural': 'tallies of deliveries',
                'ordering': ['message', 'channel', 'state'],
            },
        ),
        migrations.CreateModel(
            name='Terminal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=haengan.kernel.tables.models.new_key, editable=False, max_length=22, unique=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('number', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]{0,39}$', 'Small Latin letters, digits and hyphens, at most 40.')], verbose_name='terminal number')),
                ('kind', models.CharField(choices=[('siren', 'voice-warning siren'), ('board', 'disaster text board'), ('alarm', 'civil-defence alarm terminal')], max_length=6, verbose_name='kind')),
                ('world', models.CharField(choices=[('live', 'live'), ('drill', 'drill')], default='live', max_length=5, verbose_name='world')),
                ('groups', models.CharField(blank=True, help_text='Names with blanks between them.', max_length=200, verbose_name='groups')),
                ('public_key', models.CharField(blank=True, max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}$', 'A public key has 64 hexadecimal digits.')], verbose_name='public key')),
                ('sim', models.CharField(blank=True, max_length=20, verbose_name='number of its modem')),
                ('from_on', models.DateField(verbose_name='in service from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terminals', to='kernel_places.district', verbose_name='district')),
                ('equipment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terminal', to='kernel_equipment.equipment', verbose_name='equipment')),
            ],
            options={
                'verbose_name': 'terminal',
                'verbose_name_plural': 'terminals',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heard_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='last heard')),
                ('proved_at', models.DateTimeField(blank=True, null=True, verbose_name='last proven')),
                ('about', models.JSONField(default=dict, verbose_name='what it told')),
                ('terminal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pulse', to='kernel_dispatch.terminal', verbose_name='terminal')),
            ],
            options={
                'verbose_name': 'sign of life',
                'verbose_name_plural': 'signs of life',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('world', models.CharField(choices=[('live', 'live'), ('drill', 'drill')], max_length=5, verbose_name='world')),
                ('channel', models.CharField(choices=[('sms', 'SMS'), ('terminal', 'terminal'), ('mail', 'e-mail'), ('push', 'web push'), ('call', 'call list')], max_length=8, verbose_name='channel')),
                ('language', models.CharField(choices=[('ko', 'Korean language'), ('en', 'English language'), ('zh', 'Chinese'), ('vi', 'Vietnamese'), ('th', 'Thai'), ('ja', 'Japanese')], default='ko', max_length=2, verbose_name='language')),
                ('state', models.CharField(choices=[('queued', 'queued'), ('sent', 'sent'), ('received', 'arrived'), ('validated', 'validated'), ('done', 'done'), ('failed', 'failed'), ('expired', 'expired')], default='queued', max_length=9, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('due_at', models.DateTimeField(null=True, verbose_name='due at')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
                ('official', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel_people.official', verbose_name='official')),
                ('resident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel_people.resident', verbose_name='resident')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='kernel_dispatch.message', verbose_name='message')),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='kernel_dispatch.step', verbose_name='step of an escalation')),
                ('subscription', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='kernel_dispatch.subscription', verbose_name='subscription')),
                ('terminal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='kernel_dispatch.terminal', verbose_name='terminal')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40, verbose_name='source')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('noted_at', models.DateTimeField(verbose_name='noted at')),
                ('via', models.CharField(blank=True, max_length=80, verbose_name='by way of')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('reference', models.CharField(blank=True, db_index=True, max_length=80, verbose_name='reference')),
                ('signed', models.TextField(blank=True, verbose_name='signed text')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='kernel_dispatch.delivery', verbose_name='delivery')),
            ],
            options={
                'verbose_name': 'evidence of a delivery',
                'verbose_name_plural': 'evidence of deliveries',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('delivery', 'source'), name='evidence_once')],
            },
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['queued_on'], name='message_queued_on'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('queued_at'))), name='message_expires_later'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.UniqueConstraint(fields=('subscription', 'district'), name='subscription_area_once'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('message', 'channel', 'state'), name='tally_once'),
        ),
        migrations.AddConstraint(
            model_name='terminal',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='terminal_ends_later'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['channel', 'world', 'due_at'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['message', 'state'], name='delivery_state'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('message', 'terminal', 'channel'), name='delivery_to_terminal_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('message', 'subscription', 'language'), name='delivery_to_subscriber_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('message', 'official', 'channel', 'step'), name='delivery_by_step_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'terminal'), _negated=True), ('terminal__isnull', False), _connector='OR'), name='delivery_to_a_terminal_has_one'),
        ),
    ]
