import posthog from 'posthog-js';

window.say = async (host, key) => {
  // The tests' browser is a robot, which the library would keep silent about.
  posthog.init(key, { api_host: host, opt_out_useragent_filter: true });
  posthog.identify('u-1', { email: 'ana.pop@example.ro' });
  posthog.capture('Demo Requested', { plan: 'pro' });
  posthog.group('company', 'acme', { name: 'Acme', employees: 320 });
  posthog.capture('Counted', { i: 1 });
};
