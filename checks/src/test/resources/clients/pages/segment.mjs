import { AnalyticsBrowser } from '@segment/analytics-next';

window.say = async (host, writeKey) => {
  const analytics = AnalyticsBrowser.load({ writeKey, cdnURL: host });
  await analytics.page('Pricing');
  await analytics.identify('u-1', { email: 'ana.pop@example.ro' });
  await analytics.track('Demo Requested', { plan: 'pro' });
  await analytics.group('acme', { name: 'Acme', employees: 320 });
  await analytics.screen('Home');
};
