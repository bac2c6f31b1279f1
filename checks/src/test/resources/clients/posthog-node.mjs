import { PostHog } from 'posthog-node';
import { asked, askedAt, burst, company, page, traits } from './calls.mjs';

const [host, key, what] = process.argv.slice(2);
const posthog = new PostHog(key, { host });
posthog.on('error', (error) => console.error(error));
if (what === 'burst') {
  for (const properties of burst) {
    posthog.capture({ distinctId: 'u-1', event: 'Counted', properties });
  }
} else {
  posthog.identify({ distinctId: 'u-1', properties: traits });
  posthog.capture({
    distinctId: 'u-1',
    event: 'Demo Requested',
    properties: asked,
    timestamp: askedAt,
  });
  posthog.capture({
    distinctId: 'u-1',
    event: '$pageview',
    properties: { $current_url: page.url, title: page.title },
  });
  posthog.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: company });
  posthog.capture({ distinctId: 'u-1', event: 'Joined', groups: { company: 'acme' } });
  posthog.alias({ distinctId: 'u-1', alias: 'anon-1' });
}
await posthog.shutdown(60_000);
