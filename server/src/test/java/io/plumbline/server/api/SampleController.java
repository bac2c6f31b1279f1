package io.plumbline.server.api;

import io.plumbline.core.model.Points;
import io.plumbline.server.Refusal;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Succeeds, waits and fails in every way. */
@RestController
public final class SampleController {
  public static final AtomicInteger done = new AtomicInteger();
  public static final CountDownLatch begun = new CountDownLatch(1);
  public static final CountDownLatch goOn = new CountDownLatch(1);

  public static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  record Thing(String leadName, Points points, Optional<String> note) {}

  @GetMapping("/api/v1/things/{id}")
  Thing thing(@PathVariable String id) {
    return new Thing(id, new Points(12500), Optional.empty());
  }

  @PostMapping("/api/v1/things")
  Thing make(@RequestBody Thing thing) {
    return thing;
  }

  @PostMapping("/api/v1/slow")
  CompletableFuture<Integer> slow() throws InterruptedException {
    begun.countDown();
    return CompletableFuture.supplyAsync(
        () -> {
          done.incrementAndGet();
          await(goOn);
          return done.get();
        });
  }

  @PostMapping("/api/v1/keys/refused")
  void refuseKey() {
    refuse();
  }

  @PostMapping({"/api/v1/keys/sample", "/api/v1/me/password"})
  String secret() {
    return "pls_shown_once";
  }

  @GetMapping("/api/v1/counts")
  int count(@RequestParam int number) {
    return number;
  }

  @GetMapping("/api/v1/refused")
  void refuse() {
    throw new Refusal(
        Refusal.Code.UNPROCESSABLE,
        "The model has errors.",
        List.of(new Refusal.Flaw("scores.fit:3:5", "unknown-key", "found x; expected groups")));
  }

  @GetMapping("/api/v1/full")
  void full() {
    throw new Refusal(
        Refusal.Code.TOO_MANY, "The queue is full.", Optional.of(Duration.ofMillis(1500)));
  }

  @GetMapping("/api/v1/away")
  void away() {
    throw new StoreException(StoreException.Code.AWAY, "connection to db.internal:5432 refused");
  }

  @GetMapping("/api/v1/defect")
  void defect() {
    throw new IllegalStateException("secret of the house");
  }
}
