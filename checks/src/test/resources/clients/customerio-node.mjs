import { Analytics } from '@customerio/cdp-analytics-node';
import { say } from './calls.mjs';

const [host, writeKey, what] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host });
analytics.on('error', (error) => console.error(error));
await say(analytics, what);
await analytics.closeAndFlush({ timeout: 60_000 });
