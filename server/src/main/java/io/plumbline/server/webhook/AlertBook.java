package io.plumbline.server.webhook;

import io.plumbline.core.model.Points;
import io.plumbline.server.Refusal;
import io.plumbline.server.api.Problems;
import io.plumbline.server.webhook.KnownVersions.Known;
import io.plumbline.store.AlertRule;
import io.plumbline.store.AlertRule.On;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What people do with alert rules; every change is audited. */
final class AlertBook {
  static final int MOST_RULES = 100;

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int LONGEST_TEXT = 200;
  private static final int STATES_AT_ONCE = 5000;
  private static final String MODEL_ID = "[a-z0-9][a-z0-9-]{0,62}";

  private final Store store;
  private final KnownVersions versions;

  AlertBook(Store store, KnownVersions versions) {
    this.store = store;
    this.versions = versions;
  }

  List<AlertRule> list() {
    return store.read(tx -> tx.alerts().list());
  }

  AlertRule get(long key) {
    return store.read(tx -> get(tx, key));
  }

  AlertRule create(AlertRule rule, Change change) {
    check(rule);
    return store.write(
        tx -> {
          if (tx.alerts().list().size() >= MOST_RULES) {
            throw new Refusal(
                Refusal.Code.CONFLICT,
                "There are " + MOST_RULES + " alert rules, and no more are possible.");
          }
          AlertRule stored = tx.alerts().add(rule);
          change.audit(tx, "alert.create", stored.key(), "");
          return stored;
        });
  }

  /** Puts a rule in another's place; every subject stands with it as with a new one. */
  AlertRule update(long key, AlertRule rule, Change change) {
    check(rule);
    forget(key);
    return store.write(
        tx -> {
          AlertRule old = get(tx, key);
          AlertRule stored =
              new AlertRule(
                  key,
                  rule.name(),
                  rule.model(),
                  rule.on(),
                  rule.part(),
                  rule.direction(),
                  rule.threshold(),
                  rule.rearm(),
                  rule.stay(),
                  rule.coolDown(),
                  rule.enabled(),
                  old.created());
          tx.alerts().update(stored);
          tx.alerts().removeStates(key, STATES_AT_ONCE);
          change.audit(tx, "alert.update", key, "");
          return stored;
        });
  }

  void remove(long key, Change change) {
    store.write(
        tx -> {
          get(tx, key);
          tx.alerts().remove(key);
          change.audit(tx, "alert.delete", key, "");
          return true;
        });
    forget(key);
  }

  private void forget(long key) {
    int removed;
    do {
      removed = store.write(tx -> tx.alerts().removeStates(key, STATES_AT_ONCE));
    } while (removed == STATES_AT_ONCE);
  }

  private static AlertRule get(Transaction tx, long key) {
    return tx.alerts()
        .get(key)
        .orElseThrow(
            () -> new Refusal(Refusal.Code.NOT_FOUND, "There is no alert rule " + key + "."));
  }

  private void check(AlertRule rule) {
    require(
        !rule.name().isBlank() && rule.name().length() <= LONGEST_TEXT,
        "name must have 1 to " + LONGEST_TEXT + " characters.");
    require(
        rule.model().matches(MODEL_ID),
        "model is " + Problems.quoted(rule.model()) + "; expected the id of a model.");
    boolean needsPart = rule.on() == On.DIMENSION || rule.on() == On.GRADE;
    require(
        needsPart != rule.part().isEmpty(),
        needsPart
            ? "score is missing; expected the name of the score that the rule looks at."
            : "score has a meaning only where on is dimension or grade.");
    require(
        rule.part().length() <= LONGEST_TEXT
            && rule.threshold().length() <= LONGEST_TEXT
            && rule.rearm().length() <= LONGEST_TEXT,
        "score, threshold and rearm have at most " + LONGEST_TEXT + " characters.");
    checkSpan("stay_seconds", rule.stay());
    checkSpan("cool_down_seconds", rule.coolDown());
    if (rule.on() == On.TOTAL || rule.on() == On.DIMENSION) {
      checkPoints("threshold", rule.threshold());
      if (!rule.rearm().isEmpty()) {
        checkPoints("rearm", rule.rearm());
      }
    }
    store.read(
        tx -> {
          Optional<String> expected = versions.expectedInsteadOf(tx, rule.model());
          require(
              expected.isEmpty(),
              "model is \"%s\"; %s".formatted(rule.model(), expected.orElse("")));
          checkUnder(rule, versions.effective(tx, rule.model()));
          return true;
        });
  }

  /** Tells what the rule would never find in the model of today. */
  private static void checkUnder(AlertRule rule, List<Known> effective) {
    for (Known version : effective.stream().limit(1).toList()) {
      Optional<String> complaint = AlertFit.complaint(rule, version.scoring());
      require(
          complaint.isEmpty(),
          "Under the model %s, version %d, this rule can never hold: %s."
              .formatted(version.model(), version.number(), complaint.orElse("")));
    }
  }

  private static void checkSpan(String field, Duration span) {
    require(
        !span.isNegative() && span.compareTo(LONGEST) <= 0,
        "%s is %d; expected 0 to %d.".formatted(field, span.toSeconds(), LONGEST.toSeconds()));
  }

  private static void checkPoints(String field, String text) {
    require(
        isPoints(text),
        "%s is \"%s\"; expected points, with 3 decimals at most.".formatted(field, text));
  }

  private static boolean isPoints(String text) {
    try {
      return text.length() <= 20 && Points.of(new BigDecimal(text)).isPresent();
    } catch (NumberFormatException wrong) {
      return false;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refusal(Refusal.Code.UNPROCESSABLE, otherwise);
    }
  }
}
