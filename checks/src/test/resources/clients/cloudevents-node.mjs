import { CloudEvent, emitterFor, httpTransport, Mode } from 'cloudevents';
import { asked, askedAt } from './calls.mjs';

const [host, writeKey] = process.argv.slice(2);
const target = `${host}/cloudevents?writeKey=${writeKey}`;
for (const mode of [Mode.BINARY, Mode.STRUCTURED]) {
  const emit = emitterFor(httpTransport(target), { mode });
  await emit(
    new CloudEvent({
      id: `ce-${mode}`,
      type: 'com.example.lead.demo_requested',
      source: '/web/forms',
      subject: 'u-1',
      time: askedAt.toISOString(),
      data: asked,
    }),
  );
}
