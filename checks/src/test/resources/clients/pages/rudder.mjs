import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';

window.say = async (host, writeKey) => {
  const analytics = new RudderAnalytics();
  analytics.load(writeKey, host, { configUrl: host });
  await new Promise((ready) => analytics.ready(ready));
  analytics.page('Pricing');
  analytics.identify('u-1', { email: 'ana.pop@example.ro' });
  analytics.track('Demo Requested', { plan: 'pro' });
  analytics.group('acme', { name: 'Acme', employees: 320 });
};
