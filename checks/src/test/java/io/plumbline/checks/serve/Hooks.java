package io.plumbline.checks.serve;

import io.plumbline.server.webhook.MessageSchema;
import io.plumbline.store.Delivery;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Transaction;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Webhooks: which came, held to those that the store says were due. */
final class Hooks {
  private static final int MOST_LEFT = 20;

  private Hooks() {}

  /** Asks for all that happens to be sent to an address on this machine. */
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
                List.of(
                    "score.changed",
                    "grade.changed",
                    "band.changed",
                    "lead.merged",
                    "lead.unmerged",
                    "model.published"),
                "allow_private",
                true))
        .mustBe(201);
  }

  /** Whether nothing is left to tell and to deliver. */
  static boolean areDelivered(Transaction tx) {
    return tx.tellings().open().isEmpty()
        && tx.outbox().counts().stream().allMatch(count -> count.pending() == 0);
  }

  /** What is left to tell and to deliver, of each only the state of its delivery. */
  static List<String> left(Transaction tx) {
    List<String> left = new ArrayList<>();
    tx.tellings().open().forEach(telling -> left.add(telling.toString()));
    for (Endpoint endpoint : tx.webhooks().list()) {
      tx.outbox()
          .log(endpoint.key(), Optional.empty(), Set.of(Delivery.State.PENDING), MOST_LEFT)
          .forEach(
              it ->
                  left.add(
                      "delivery %d in lane %d, attempts %d, next %s, last %s"
                          .formatted(
                              it.key(), it.message().lane(), it.attempts(), it.next(), it.last())));
    }
    return left;
  }

  /**
   * Where what came differs from what was due, or a message from what its schema says; a message
   * may come again after it came.
   *
   * @param due the messages that name each lead, in order, as {@link DueMessages} has them
   */
  static List<String> findings(Map<String, List<String>> due, List<Receiver.Delivery> deliveries) {
    Map<String, List<String>> came = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    for (Receiver.Delivery delivery : deliveries) {
      if (ids.add(delivery.id())) {
        sort(delivery.json(), came);
      }
    }
    List<String> wrong = new ArrayList<>();
    deliveries.forEach(delivery -> wrong.addAll(MessageSchema.findings(delivery.body())));
    Set<String> leads = new TreeSet<>(came.keySet());
    leads.addAll(due.keySet());
    for (String lead : leads) {
      List<String> expected = due.getOrDefault(lead, List.of());
      List<String> got = came.getOrDefault(lead, List.of());
      if (!expected.equals(got)) {
        wrong.add(lead + ": due were " + expected + ", there came " + got);
      }
    }
    return wrong;
  }

  /** Puts a message behind those of each lead that it names. */
  private static void sort(JsonNode json, Map<String, List<String>> byLead) {
    JsonNode data = json.path("data");
    String type = json.path("type").asString();
    String at = json.path("timestamp").asString();
    if (type.equals("model.published")) {
      add(byLead, "", type + " " + data.path("version").asInt() + " " + at);
    } else if (data.has("merge")) {
      String text = type + " " + data.path("merge").asLong() + " " + at;
      add(byLead, data.path("lead_id").asString(), text);
      add(byLead, data.path("merged_lead_id").asString(), text);
    } else {
      add(byLead, data.path("lead_id").asString(), type + " " + at);
    }
  }

  private static void add(Map<String, List<String>> byLead, String lead, String message) {
    byLead.computeIfAbsent(lead, name -> new ArrayList<>()).add(message);
  }
}
