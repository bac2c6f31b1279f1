package io.plumbline.server.webhook;

import io.plumbline.core.model.Points;
import io.plumbline.server.live.ActiveModels;
import io.plumbline.server.live.ChangeListener;
import io.plumbline.server.notice.ModelNews;
import io.plumbline.server.notice.RunSpeech;
import io.plumbline.server.webhook.KnownVersions.Known;
import io.plumbline.store.Merge;
import io.plumbline.store.Outbox.Addressed;
import io.plumbline.store.OutboxMessage;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes what others are told into the transaction that makes it so: exactly what happened, for
 * exactly those who want to hear of it.
 */
public final class OutboxWriter implements ChangeListener, ModelNews {
  private final KnownVersions versions;
  private final RunSpeech speech;
  private final Supplier<String> ids;
  private volatile Subscriptions known = Subscriptions.NONE;

  /**
   * A writer.
   *
   * @param ids gives a new id for each message
   */
  public OutboxWriter(ActiveModels active, RunSpeech speech, Supplier<String> ids) {
    this.versions = new KnownVersions(active);
    this.speech = speech;
    this.ids = ids;
  }

  @Override
  public void changed(Transaction tx, List<ScoreChange> changes) {
    changed(tx, changes, Map.of());
  }

  @Override
  public void changed(
      Transaction tx, List<ScoreChange> changes, Map<Long, Map<String, Points>> before) {
    Subscriptions subscriptions = subscriptions(tx);
    if (subscriptions.isSilent() || changes.isEmpty()) {
      return;
    }
    Set<Long> subjects = changes.stream().map(ScoreChange::subject).collect(Collectors.toSet());
    AlertRound alerts = AlertRound.of(tx, subscriptions, subjects);
    Map<Long, Boolean> told = new HashMap<>();
    List<Addressed> messages = new ArrayList<>();
    for (ScoreChange change : changes) {
      Optional<Known> version = versions.find(tx, change.version());
      if (version.isPresent()) {
        boolean isTold = isTold(tx, change.run(), told);
        if (isTold) {
          Optional<Map<String, Points>> remembered = Optional.ofNullable(before.get(change.key()));
          messages.addAll(
              messages(
                  subscriptions,
                  version.get(),
                  change,
                  () -> remembered.or(() -> pointsBefore(tx, change))));
        }
        alerts.take(version.get(), change, isTold).stream()
            .flatMap(it -> message(subscriptions, version.get(), change.subject(), it).stream())
            .forEach(messages::add);
      }
    }
    alerts.save();
    append(tx, messages);
  }

  @Override
  public void merged(Transaction tx, List<Merge> merges) {
    Subscriptions subscriptions = subscriptions(tx);
    for (Merge merge : merges) {
      boolean undone = merge.undoneAt().isPresent();
      MessageType type = undone ? MessageType.LEAD_UNMERGED : MessageType.LEAD_MERGED;
      List<Long> endpoints = subscriptions.wanting(type);
      if (!endpoints.isEmpty()) {
        merged(tx, merge, type, endpoints);
      }
    }
  }

  /** From a merge on both leads are one lane, and from its undoing on they are two. */
  private void merged(Transaction tx, Merge merge, MessageType type, List<Long> endpoints) {
    String body = MessageBody.merged(type, merge, name(tx, merge.into()), name(tx, merge.from()));
    OutboxMessage message = message(type, merge.into(), body, merge.undoneAt().orElse(merge.at()));
    Addressed addressed = new Addressed(message, endpoints);
    if (merge.undoneAt().isPresent()) {
      tx.outbox().fork(addressed, merge.from());
    } else {
      tx.outbox().join(merge.from(), merge.into(), endpoints);
      tx.outbox().append(List.of(addressed));
    }
  }

  private static String name(Transaction tx, long lead) {
    return Optional.ofNullable(tx.profiles().get(List.of(lead)).get(lead))
        .map(profile -> profile.identifier().subjectId())
        .orElse("");
  }

  @Override
  public void published(Transaction tx, Publication publication) {
    List<Long> endpoints =
        subscriptions(tx).wanting(MessageType.MODEL_PUBLISHED, publication.model());
    if (!endpoints.isEmpty()) {
      String body = MessageBody.published(publication);
      OutboxMessage message = message(MessageType.MODEL_PUBLISHED, 0, body, publication.at());
      append(tx, List.of(new Addressed(message, endpoints)));
    }
  }

  /** Who wants to hear what, as this transaction sees it. */
  Subscriptions subscriptions(Transaction tx) {
    Subscriptions current = Subscriptions.current(tx, known);
    known = current;
    return current;
  }

  KnownVersions versions() {
    return versions;
  }

  /** The message of an alert, where somebody wants it. */
  Optional<Addressed> message(
      Subscriptions subscriptions, Known version, long subject, AlertRound.Raised alert) {
    List<Long> endpoints = subscriptions.wanting(MessageType.ALERT_RAISED, version.model());
    if (endpoints.isEmpty()) {
      return Optional.empty();
    }
    String body = MessageBody.alert(alert.rule(), version, alert.score(), alert.at());
    OutboxMessage message = message(MessageType.ALERT_RAISED, subject, body, alert.at());
    return Optional.of(new Addressed(message, endpoints));
  }

  /** A message to try an endpoint. */
  OutboxMessage ping(long endpoint, Instant now) {
    return message(MessageType.PING, 0, MessageBody.ping(endpoint, now), now);
  }

  private boolean isTold(Transaction tx, OptionalLong run, Map<Long, Boolean> told) {
    return run.isEmpty() || told.computeIfAbsent(run.getAsLong(), key -> speech.isTold(tx, key));
  }

  private List<Addressed> messages(
      Subscriptions subscriptions,
      Known version,
      ScoreChange change,
      Supplier<Optional<Map<String, Points>>> pointsBefore) {
    List<Addressed> messages = new ArrayList<>(3);
    Optional<Optional<Map<String, Points>>> before = Optional.empty();
    for (MessageType type : ChangeKinds.of(change)) {
      List<Long> endpoints = subscriptions.wanting(type, version.model());
      if (!endpoints.isEmpty()) {
        before = before.or(() -> Optional.of(pointsBefore.get()));
        String body = MessageBody.change(type, version, change, before.orElseThrow());
        OutboxMessage message = message(type, change.subject(), body, change.at());
        messages.add(new Addressed(message, endpoints));
      }
    }
    return messages;
  }

  /** What each rule gave before a change; empty where that is not known under this version. */
  private static Optional<Map<String, Points>> pointsBefore(Transaction tx, ScoreChange change) {
    if (change.before().isEmpty()) {
      return Optional.of(Map.of());
    }
    return tx
        .changes()
        .of(
            change.subject(),
            List.of(change.version()),
            Optional.of(change.key()),
            Instant.EPOCH,
            1)
        .stream()
        .findFirst()
        .filter(previous -> previous.after().isPresent())
        .filter(previous -> ChangeKinds.of(change.before(), previous.after()).isEmpty())
        .map(ScoreChange::contributions);
  }

  private OutboxMessage message(MessageType type, long lane, String body, Instant created) {
    return new OutboxMessage(ids.get(), type.wire(), lane, body, created);
  }

  private static void append(Transaction tx, List<Addressed> messages) {
    if (!messages.isEmpty()) {
      tx.outbox().append(messages);
    }
  }
}
