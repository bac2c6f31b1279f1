package io.plumbline.checks.serve;

import io.plumbline.checks.serve.Ledger.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What a few people do on a site and what is said of them: first anonymous, then known, merged by
 * identify and alias, on several devices. The same seed gives the same messages.
 */
final class Conversation {
  private static final String[] TYPES = {
    "page_view",
    "page_view",
    "page_view",
    "email_click",
    "email_reply",
    "login",
    "download",
    "webinar_attend",
    "form_submit",
    "invite_sent"
  };
  private static final String[] PATHS = {"/", "/pricing", "/product/x", "/careers", "/docs"};
  private static final String[] TITLES = {"CTO", "Intern", "Head of Sales", "Engineer", "n/a"};
  private static final int PEOPLE = 12;
  private static final int DAYS_BACK = 60;

  private final String name;
  private final Random random;
  private final Instant now;
  private final int[] devices = new int[PEOPLE];
  private int count;

  Conversation(String name, long seed, Instant now) {
    this.name = name;
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
    random = new Random(seed);
  }

  /** The next messages, 1 to 20 of them. */
  List<Message> next() {
    List<Message> messages = new ArrayList<>();
    int size = 1 + random.nextInt(20);
    for (int i = 0; i < size; i++) {
      int person = random.nextInt(PEOPLE);
      int kind = random.nextInt(100);
      if (kind < 73) {
        messages.add(track(person));
      } else if (kind < 75) {
        messages.add(nameless(person));
      } else if (kind < 90) {
        messages.add(identify(person));
      } else if (kind < 95) {
        messages.add(alias(person));
      } else {
        messages.add(group(person));
      }
    }
    return messages;
  }

  /** One message that scores points, of a person of its own. */
  Message last(String person) {
    Map<String, Object> json = message("track", now);
    json.put("userId", name + "-" + person);
    json.put("event", "email_reply");
    json.put("properties", Map.of());
    return of(json, name + "-" + person, Optional.of("email_reply"), List.of());
  }

  private Message track(int person) {
    String type = TYPES[random.nextInt(TYPES.length)];
    Map<String, Object> json = message("track", past());
    json.put("event", type);
    json.put(
        "properties",
        Map.of("path", PATHS[random.nextInt(PATHS.length)], "amount", random.nextInt(500)));
    if (random.nextBoolean()) {
      json.put("userId", user(person));
    } else {
      json.put("anonymousId", device(person));
    }
    return of(json, user(person), Optional.of(type), List.of());
  }

  /** An event that does not say what happened, which cannot be taken. */
  private Message nameless(int person) {
    Map<String, Object> json = message("track", past());
    json.put("userId", user(person));
    return of(json, user(person), Optional.empty(), List.of(), true);
  }

  private Message identify(int person) {
    Map<String, Object> json = message("identify", past());
    Map<String, Object> traits = new LinkedHashMap<>();
    traits.put("job_title", TITLES[random.nextInt(TITLES.length)]);
    traits.put("employees", 1 + random.nextInt(3000));
    if (random.nextInt(4) == 0) {
      traits.put("country", "RO");
    }
    json.put("traits", traits);
    json.put("userId", user(person));
    List<String> joins = new ArrayList<>(List.of(user(person)));
    if (random.nextBoolean()) {
      json.put("anonymousId", device(person));
      joins.add("anonymous:" + device(person));
    }
    return of(json, user(person), Optional.empty(), joins);
  }

  private Message alias(int person) {
    Map<String, Object> json = message("alias", past());
    String device = device(person);
    json.put("previousId", device);
    json.put("userId", user(person));
    devices[person]++;
    return of(json, user(person), Optional.empty(), List.of(user(person), "anonymous:" + device));
  }

  private Message group(int person) {
    Map<String, Object> json = message("group", past());
    json.put("userId", user(person));
    json.put("groupId", name + "-company-" + person / 4);
    json.put("traits", Map.of("industry", "Computer Software"));
    return of(json, user(person), Optional.empty(), List.of());
  }

  private Map<String, Object> message(String type, Instant at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("messageId", name + "-" + ++count);
    json.put("timestamp", at.toString());
    return json;
  }

  private static Message of(
      Map<String, Object> json, String person, Optional<String> event, List<String> joins) {
    return of(json, person, event, joins, false);
  }

  private static Message of(
      Map<String, Object> json,
      String person,
      Optional<String> event,
      List<String> joins,
      boolean bad) {
    return new Message(
        json.get("messageId").toString(),
        person,
        event,
        Instant.parse(json.get("timestamp").toString()),
        joins,
        bad,
        json);
  }

  private String user(int person) {
    return name + "-user-" + person;
  }

  private String device(int person) {
    return name + "-device-" + person + "-" + devices[person];
  }

  private Instant past() {
    Duration ago = Duration.ofSeconds(60 + random.nextInt(DAYS_BACK * 24 * 3600));
    return now.minus(ago);
  }
}
