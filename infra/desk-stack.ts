import { type App, Stack } from 'aws-cdk-lib';
import { Api } from './api/api.ts';
import { HttpDoor } from './api/http-door.ts';
import { StatusPage } from './case/status-page.ts';
import { Store } from './case/store.ts';
import { Chat } from './chat/chat.ts';
import { Delivery } from './delivery/delivery.ts';
import { DeliveryQueues } from './delivery/queues.ts';
import { Intake } from './intake/intake.ts';
import { RequestForm } from './intake/request-form.ts';
import { Scans } from './intake/scans.ts';
import { nameOf } from './names.ts';
import { DeskDashboard } from './operations/desk-dashboard.ts';
import { AlarmTopic } from './parts/alarm-topic.ts';
import { Phone } from './phone/phone.ts';
import { OpenExecutions } from './process/open-executions.ts';
import { Steps } from './process/steps.ts';
import type { Settings } from './settings.ts';
import { Sla } from './sla/sla.ts';
import { Answers } from './task/answers.ts';

/** Everything all departments share, in the order a case meets it. */
export class DeskStack extends Stack {
  constructor(app: App, settings: Settings) {
    super(app, nameOf(settings, 'desk'), {
      description: 'The service desk: one front door for every department.',
      terminationProtection: settings.keepsData,
      analyticsReporting: false,
    });
    new AlarmTopic(this, 'Alarms', { settings });

    const store = new Store(this, 'Case', { settings });
    const queues = new DeliveryQueues(this, 'Queues', { settings });
    const door = new HttpDoor(this, 'Door', { settings });

    const intake = new Intake(this, 'Intake', { settings, store });
    new Scans(this, 'Scans', { settings, store });
    new RequestForm(this, 'RequestForm', { settings, store, door });
    new StatusPage(this, 'StatusPage', { settings, store, door });
    new Steps(this, 'Process', { settings, store });
    new OpenExecutions(this, 'Executions', { settings });
    new Answers(this, 'Task', { settings, store, door });
    new Delivery(this, 'Delivery', { settings, store, queues, intake, publicUrl: door.url });
    if (settings.chat) new Chat(this, 'Chat', { settings, apps: settings.chat, store, queues, door });
    if (settings.phone) new Phone(this, 'Phone', { settings, instanceArn: settings.phone, store });
    new Sla(this, 'Sla', { settings, store, queues });
    new Api(this, 'Api', { settings, store, queues, door });
    new DeskDashboard(this, 'Dashboard', { settings });
  }
}
