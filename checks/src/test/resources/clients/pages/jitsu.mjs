import { jitsuAnalytics } from '@jitsu/js';

window.say = async (host, writeKey) => {
  const analytics = jitsuAnalytics({ host, writeKey: `${writeKey}:any` });
  await analytics.page();
  await analytics.identify('u-1', { email: 'ana.pop@example.ro' });
  await analytics.track('Demo Requested', { plan: 'pro' });
};
