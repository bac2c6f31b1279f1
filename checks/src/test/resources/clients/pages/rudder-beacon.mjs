import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';

window.say = async (host, writeKey) => {
  const analytics = new RudderAnalytics();
  analytics.load(writeKey, host, { configUrl: host, useBeacon: true });
  await new Promise((ready) => analytics.ready(ready));
  for (let i = 0; i < 5; i++) {
    analytics.track('Counted', { i });
  }
};
