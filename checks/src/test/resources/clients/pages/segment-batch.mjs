import { AnalyticsBrowser } from '@segment/analytics-next';

window.say = async (host, writeKey) => {
  const analytics = AnalyticsBrowser.load(
    { writeKey, cdnURL: host },
    {
      integrations: {
        'Segment.io': {
          apiHost: `${new URL(host).host}/v1`,
          protocol: 'http',
          deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 500 } },
        },
      },
    },
  );
  for (let i = 0; i < 25; i++) {
    await analytics.track('Counted', { i });
  }
};
