import Analytics from '@rudderstack/rudder-sdk-node';
import { say } from './calls.mjs';

const [dataPlaneUrl, writeKey, what] = process.argv.slice(2);
const analytics = new Analytics(writeKey, { dataPlaneUrl });
await say(analytics, what);
await analytics.flush();
