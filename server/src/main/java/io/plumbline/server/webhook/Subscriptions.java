package io.plumbline.server.webhook;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.server.webhook.KnownVersions.Known;
import io.plumbline.store.AlertRule;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who wants to be told what, as of a revision: the enabled endpoints and alert rules. Thread-safe.
 */
final class Subscriptions {
  /** What stands while nothing was read yet. */
  static final Subscriptions NONE = new Subscriptions(Long.MIN_VALUE, List.of(), List.of());

  private static final int MOST_GAUGES = 10_000;

  private final long revision;
  private final List<Endpoint> endpoints;
  private final List<AlertRule> rules;
  private final Map<GaugeKey, Optional<AlertGauge>> gauges = new ConcurrentHashMap<>();

  private Subscriptions(long revision, List<Endpoint> endpoints, List<AlertRule> rules) {
    this.revision = revision;
    this.endpoints = endpoints;
    this.rules = rules;
  }

  /** The subscriptions of now: those known already unless something changed. */
  static Subscriptions current(Transaction tx, Subscriptions known) {
    long revision = tx.webhooks().revision();
    if (revision == known.revision) {
      return known;
    }
    return new Subscriptions(
        revision,
        tx.webhooks().list().stream().filter(Endpoint::enabled).toList(),
        tx.alerts().list().stream().filter(AlertRule::enabled).toList());
  }

  /** Whether nobody wants to hear of changes of scores. */
  boolean isSilent() {
    return endpoints.isEmpty() && rules.isEmpty();
  }

  /** The keys of the endpoints that want a type of message about a model. */
  List<Long> wanting(MessageType type, String model) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.types().contains(type.wire()))
        .filter(endpoint -> endpoint.models().isEmpty() || endpoint.models().contains(model))
        .map(Endpoint::key)
        .toList();
  }

  /** The keys of the endpoints that want a type of message that is about no model. */
  List<Long> wanting(MessageType type) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.types().contains(type.wire()))
        .map(Endpoint::key)
        .toList();
  }

  boolean hasRules() {
    return !rules.isEmpty();
  }

  /** The gauges of all rules that look at a version's model and can be read under it. */
  List<AlertGauge> gauges(Known version) {
    return rules.stream()
        .filter(rule -> rule.model().equals(version.model()))
        .flatMap(rule -> gauge(rule, version).stream())
        .toList();
  }

  /** The gauges of all rules under a model that may be no version yet, or a draft that changes. */
  List<AlertGauge> gauges(ScoringModel scoring) {
    return rules.stream()
        .filter(rule -> rule.model().equals(scoring.id()))
        .flatMap(rule -> AlertGauge.of(rule, scoring).stream())
        .toList();
  }

  /** The gauge of a rule by its key, where it is enabled and can be read under a version. */
  Optional<AlertGauge> gauge(long rule, Known version) {
    return rules.stream()
        .filter(it -> it.key() == rule)
        .findFirst()
        .flatMap(it -> gauge(it, version));
  }

  Optional<AlertRule> rule(long key) {
    return rules.stream().filter(rule -> rule.key() == key).findFirst();
  }

  private Optional<AlertGauge> gauge(AlertRule rule, Known version) {
    ScoringModel scoring = version.scoring();
    if (gauges.size() > MOST_GAUGES) {
      gauges.clear();
    }
    return gauges.computeIfAbsent(
        new GaugeKey(rule.key(), version.key()), key -> AlertGauge.of(rule, scoring));
  }

  private record GaugeKey(long rule, long version) {}
}
