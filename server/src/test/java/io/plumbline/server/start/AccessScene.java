package io.plumbline.server.start;

import io.plumbline.server.access.Accounts;
import io.plumbline.server.access.Keys;
import io.plumbline.store.ApiKey;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.User;
import io.plumbline.store.memory.MemoryStore;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real server, somebody who visits it, and what they find there. */
abstract class AccessScene {
  static final String PASSWORD = "four words make one";

  @TempDir Path data;
  final TestClock clock = new TestClock();
  final MemoryStore store = new MemoryStore();
  PlumblineServer server;
  Visitor visitor;

  @BeforeEach
  void start() {
    server = PlumblineServer.start(ServerOptions.in(data, clock).withPort(0), store);
    visitor = new Visitor(server.url());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  void user(String name, User.Role role) {
    new Accounts(store, clock).create("test", name, role, PASSWORD);
  }

  Keys.Made key(ApiKey.Kind kind, String label, String... scopes) {
    Keys keys = new Keys(store, clock, new SecureRandom());
    return keys.make("test", new Keys.Wish(kind, label, List.of(scopes), Optional.empty()));
  }

  int statusOf(String path, String key) throws Exception {
    return new Visitor(server.url()).get(path, "Authorization", "Bearer " + key).statusCode();
  }

  List<String> audit() {
    return store.<List<AuditEntry>>read(tx -> tx.audit().list(Optional.empty(), 100)).stream()
        .map(entry -> entry.actor() + " " + entry.action() + " " + entry.target())
        .toList();
  }

  static String location(HttpResponse<String> response) {
    return URI.create(response.headers().firstValue("Location").orElse("/none")).getPath();
  }
}
