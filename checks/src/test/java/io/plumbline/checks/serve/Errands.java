package io.plumbline.checks.serve;

import io.plumbline.checks.serve.Calls.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What people do with a server while it is killed: make keys and take them back, part leads that
 * were merged, publish, try pilots. What was answered holds afterwards; a change of versions that
 * was under way is done whole or not at all, and can be asked for again.
 */
final class Errands {
  private static final String MODEL = "/api/v1/models/b2b-saas";
  private static final Duration SETTLE = Duration.ofSeconds(120);
  private static final Duration PILOT = Duration.ofSeconds(2);

  private final Calls calls;
  private final Supplier<URI> server;
  private final String source;
  private final Random random;

  /** The texts of keys that work, by id. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  private final List<String> revoked = new ArrayList<>();
  private int drafts;
  private Optional<Asked> open = Optional.empty();

  /** A version that was asked for, by which run, and which one was live before. */
  private record Asked(int version, long run, int before, boolean pilot) {}

  Errands(Calls calls, Supplier<URI> server, String source, long seed) {
    this.calls = calls;
    this.server = server;
    this.source = source;
    random = new Random(seed + 7);
  }

  /** Does things that are answered, and begins a change of versions. */
  void begin() throws IOException, InterruptedException {
    makeAndRevoke();
    part();
    // A model has one pilot at a time.
    boolean pilot = random.nextInt(3) == 0 && !current().containsKey("pilot");
    int before = live();
    int version = draft();
    Map<String, Object> order = new LinkedHashMap<>(Map.of("alerts", random.nextBoolean()));
    if (pilot) {
      order.put("slice", "country: RO");
      order.put("until", Instant.now().plus(PILOT).toString());
    }
    String place = MODEL + "/versions/" + version + (pilot ? "/pilot" : "/publish");
    Answer begun = begun(place + "?wait=0", order);
    if (begun.status() != 200) {
      begun.mustBe(202);
    }
    open = Optional.of(new Asked(version, begun.json().path("run").asLong(), before, pilot));
  }

  /** The end of the pilot before may be under way, and then another change is refused for now. */
  private Answer begun(String place, Map<String, Object> order) {
    AtomicReference<Answer> last = new AtomicReference<>();
    Await.until(
        "a change of versions is taken",
        SETTLE,
        () -> {
          last.set(calls.post(server.get(), place, order));
          return last.get().status() != 409;
        });
    return last.get();
  }

  private int draft() throws IOException, InterruptedException {
    int n = ++drafts;
    String other = source.replace("points: 4\n", "points: " + (5 + n % 3) + "\n");
    // Every second version counts something that none before it counted.
    String text = n % 2 == 0 ? other : other.replace("[\"/pricing*\"", "[\"/p" + n + "*\"");
    if (text.equals(source)) {
      throw new AssertionError("the model does not have the rule that is changed");
    }
    Answer given = calls.give(server.get(), text + "# " + n + "\n").mustBe(201);
    return given.json().path("version").path("version").asInt();
  }

  private void makeAndRevoke() throws IOException, InterruptedException {
    Answer made = calls.post(server.get(), "/api/v1/keys", Map.of("kind", "write")).mustBe(201);
    keys.put(made.json().path("key").path("id").asString(), made.json().path("text").asString());
    if (keys.size() > 2) {
      String id = keys.keySet().iterator().next();
      calls.delete(server.get(), "/api/v1/keys/" + id).mustBe(200);
      revoked.add(keys.remove(id));
    }
  }

  /** Undoes a merge of somebody, and sometimes makes the two one again. */
  private void part() throws IOException, InterruptedException {
    String lead = "/api/v1/leads/c" + random.nextInt(4) + "-user-" + random.nextInt(12);
    Answer merges = calls.get(server.get(), lead + "/merges");
    for (JsonNode merge : merges.json().path("items")) {
      if (!merge.hasNonNull("undone_at")) {
        String undo = "/api/v1/merges/" + merge.path("key").asLong() + "/undo";
        calls.post(server.get(), undo, Map.of()).mustBe(200);
        if (random.nextBoolean()) {
          String from = merge.path("from").asString();
          calls.post(server.get(), lead + "/merge", Map.of("from", from)).mustBe(200);
        }
        return;
      }
    }
  }

  /** Holds a server that was started again to what was answered before. */
  void check() throws IOException, InterruptedException {
    Await.until("the server is ready", SETTLE, () -> status("/readyz") == 200);
    checkKeys();
    if (open.isPresent()) {
      checkVersions(open.get());
      open = Optional.empty();
    }
  }

  private void checkKeys() throws IOException, InterruptedException {
    for (String key : keys.values()) {
      identify(key).mustBe(200);
    }
    for (String key : revoked) {
      identify(key).mustBe(401);
    }
  }

  private Answer identify(String key) throws IOException, InterruptedException {
    return calls.collect(server.get(), key, "/v1/identify", "{\"userId\": \"key-tester\"}");
  }

  private void checkVersions(Asked asked) throws IOException, InterruptedException {
    String run = "/api/v1/runs/" + asked.run();
    Await.until("the run has ended", SETTLE, () -> !state(run).equals("running"));
    boolean done = state(run).equals("done");
    int expected = done && !asked.pilot() ? asked.version() : asked.before();
    if (live() != expected) {
      throw new AssertionError(asked + " is " + state(run) + ", and live is " + live());
    }
    checkLists();
    if (!done) {
      publish(asked.version());
    }
  }

  /** Each lead has the score of a version that counts: of the live one, or of the pilot. */
  private void checkLists() throws IOException, InterruptedException {
    Set<Integer> counting = new HashSet<>(current().values());
    JsonNode leads = calls.get(server.get(), "/api/v1/leads?limit=1000").mustBe(200).json();
    counting.addAll(current().values());
    for (JsonNode lead : leads.path("items")) {
      int version = lead.path("score").path("version").asInt();
      if (!counting.contains(version)) {
        throw new AssertionError("only " + counting + " count; found " + lead);
      }
    }
  }

  /** Waits for what began by itself, and publishes once more. */
  void finish() throws IOException, InterruptedException {
    check();
    Await.until("pilots have ended", SETTLE, () -> current().size() == 1);
    publish(draft());
  }

  private void publish(int version) throws IOException, InterruptedException {
    String place = MODEL + "/versions/" + version + "/publish?wait=60";
    Await.until(
        "version " + version + " is live",
        SETTLE,
        () -> {
          // The end of a pilot may be under way, and then it is refused for now.
          Answer run = calls.post(server.get(), place, Map.of());
          return run.status() != 409
              && run.mustBe(200).json().path("state").asString().equals("done");
        });
    if (live() != version) {
      throw new AssertionError("published " + version + ", and live is " + live());
    }
  }

  private int live() throws IOException, InterruptedException {
    return current().getOrDefault("live", 0);
  }

  /** The numbers of the versions that count, by what they are. */
  private Map<String, Integer> current() throws IOException, InterruptedException {
    Map<String, Integer> current = new LinkedHashMap<>();
    calls
        .get(server.get(), MODEL)
        .mustBe(200)
        .json()
        .path("current")
        .forEach(one -> current.put(one.path("status").asString(), one.path("version").asInt()));
    return current;
  }

  private String state(String run) throws IOException, InterruptedException {
    return calls.get(server.get(), run).mustBe(200).json().path("state").asString();
  }

  private int status(String path) throws IOException, InterruptedException {
    return calls.get(server.get(), path).status();
  }
}
