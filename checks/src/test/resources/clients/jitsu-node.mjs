import { jitsuAnalytics } from '@jitsu/js';
import { asked, burst, company, page, traits } from './calls.mjs';

const [host, writeKey, what] = process.argv.slice(2);
const analytics = jitsuAnalytics({ host, writeKey: `${writeKey}:any` });
if (what === 'burst') {
  for (const properties of burst) {
    await analytics.track('Counted', properties);
  }
} else {
  await analytics.identify('u-1', traits);
  await analytics.track('Demo Requested', asked);
  await analytics.page({ name: 'Pricing', ...page });
  await analytics.group('acme', company);
}
