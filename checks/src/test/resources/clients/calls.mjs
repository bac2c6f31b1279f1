// What every client says, so that every client can be checked in the same way.
export const person = { userId: 'u-1', anonymousId: 'anon-1' };
export const traits = {
  email: 'ana.pop@example.ro',
  firstName: 'Ana',
  title: 'Director IT',
  address: { country: 'RO' },
};
export const asked = { plan: 'pro', seats: 25 };
export const askedAt = new Date('2024-05-06T07:08:09.000Z');
export const page = { url: 'https://example.com/pricing?x=1', title: 'Pricing' };
export const company = { name: 'Acme', employees: 320 };
export const burst = Array.from({ length: 60 }, (nothing, i) => ({ i }));

// For the libraries of one family: Segment's and those that were made after it.
export async function say(analytics, what) {
  if (what === 'burst') {
    for (const properties of burst) {
      analytics.track({ userId: 'u-1', event: 'Counted', properties });
    }
    return;
  }
  analytics.identify({ ...person, traits });
  analytics.track({
    userId: 'u-1',
    event: 'Demo Requested',
    properties: asked,
    timestamp: askedAt,
  });
  analytics.page({ anonymousId: 'anon-1', name: 'Pricing', properties: page });
  analytics.screen({ userId: 'u-1', name: 'Home' });
  analytics.group({ userId: 'u-1', groupId: 'acme', traits: company });
  analytics.alias({ userId: 'u-1', previousId: 'anon-1' });
}
