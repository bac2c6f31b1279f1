package io.plumbline.checks.serve;

import io.plumbline.core.score.Score;
import io.plumbline.server.webhook.MessageSchema;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Transaction;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Webhooks of changes: which were due by the history of scores, and which came. */
final class Hooks {
  private static final int ALL = 1_000_000;

  private Hooks() {}

  /**
   * What was due.
   *
   * @param byLead for each lead the messages in order, each as its type and instant
   */
  record Expected(Map<String, List<String>> byLead) {}

  /** Asks for all changes to be sent to an address on this machine. */
  static void create(Calls calls, URI server, URI receiver)
      throws IOException, InterruptedException {
    calls
        .post(
            server,
            "/api/v1/webhooks",
            Map.of(
                "url",
                receiver.toString(),
                "events",
                List.of("score.changed", "grade.changed", "band.changed"),
                "allow_private",
                true))
        .mustBe(201);
  }

  /** Whether nothing is left to deliver. */
  static boolean areDelivered(Transaction tx) {
    return tx.outbox().counts().stream().allMatch(count -> count.pending() == 0);
  }

  /** The messages that the history of scores asks for. */
  static Expected expected(Transaction tx) {
    Map<String, List<String>> byLead = new TreeMap<>();
    for (Profile profile : tx.profiles().after(0, ALL)) {
      List<ScoreChange> changes =
          new ArrayList<>(
              tx.changes().of(profile.key(), List.of(), Optional.empty(), Instant.EPOCH, ALL));
      Collections.reverse(changes);
      List<String> messages =
          changes.stream()
              .filter(change -> change.run().isEmpty())
              .flatMap(change -> types(change).stream().map(type -> type + " " + change.at()))
              .toList();
      if (!messages.isEmpty()) {
        byLead.put(profile.identifier().subjectId(), messages);
      }
    }
    return new Expected(byLead);
  }

  private static List<String> types(ScoreChange change) {
    List<String> types = new ArrayList<>();
    Optional<Score> before = change.before();
    Optional<Score> after = change.after();
    if (!before.map(Hooks::points).equals(after.map(Hooks::points))) {
      types.add("score.changed");
    }
    if (!before.map(Hooks::grades).orElse("").equals(after.map(Hooks::grades).orElse(""))) {
      types.add("grade.changed");
    }
    if (!Objects.equals(before.map(Score::band).orElse(""), after.map(Score::band).orElse(""))) {
      types.add("band.changed");
    }
    return types;
  }

  private static String points(Score score) {
    return score.total()
        + score.scores().stream()
            .map(part -> part.name() + part.points())
            .collect(Collectors.joining(" "));
  }

  private static String grades(Score score) {
    return score.scores().stream()
        .filter(part -> !part.grade().isEmpty())
        .map(part -> part.name() + part.grade())
        .collect(Collectors.joining(" "));
  }

  /**
   * Where what came differs from what was due, or a message from what its schema says; a message
   * may come again after it came.
   */
  static List<String> findings(Expected expected, List<Receiver.Delivery> deliveries) {
    Map<String, List<String>> came = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    for (Receiver.Delivery delivery : deliveries) {
      if (ids.add(delivery.id())) {
        JsonNode json = delivery.json();
        String lead = json.path("data").path("lead_id").asString();
        came.computeIfAbsent(lead, name -> new ArrayList<>())
            .add(json.path("type").asString() + " " + json.path("timestamp").asString());
      }
    }
    List<String> wrong = new ArrayList<>();
    deliveries.forEach(delivery -> wrong.addAll(MessageSchema.findings(delivery.body())));
    Set<String> leads = new HashSet<>(came.keySet());
    leads.addAll(expected.byLead().keySet());
    for (String lead : leads) {
      List<String> due = expected.byLead().getOrDefault(lead, List.of());
      List<String> got = came.getOrDefault(lead, List.of());
      if (!due.equals(got)) {
        wrong.add(lead + ": due were " + due + ", there came " + got);
      }
    }
    return wrong;
  }
}
