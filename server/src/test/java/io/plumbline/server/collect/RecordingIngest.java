package io.plumbline.server.collect;

import io.plumbline.server.live.Ingest;
import io.plumbline.server.live.Received;
import io.plumbline.store.Reject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what it is given, or refuses it as it was told to. */
public final class RecordingIngest implements Ingest {
  private final List<Received> messages = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final Deque<RuntimeException> refusals = new ArrayDeque<>();
  private Map<Integer, String> failures = Map.of();
  private int answersToLose;
  private Optional<CompletableFuture<Taken>> held = Optional.empty();

  @Override
  public synchronized CompletionStage<Taken> take(List<Received> some, List<Reject> others) {
    if (!refusals.isEmpty()) {
      throw refusals.remove();
    }
    messages.addAll(some);
    rejects.addAll(others);
    if (answersToLose > 0) {
      answersToLose--;
      throw new IllegalStateException("taken, but nobody will know");
    }
    Taken taken = new Taken(some.size() - failures.size(), 0, failures);
    failures = Map.of();
    return held.isPresent() ? held.get() : CompletableFuture.completedFuture(taken);
  }

  /** Refuses the next requests, one by one. */
  public synchronized void refuse(RuntimeException... next) {
    refusals.addAll(List.of(next));
  }

  /** Says of some messages of the next request, by place, that they could not be processed. */
  public synchronized void failAt(Map<Integer, String> reasons) {
    failures = Map.copyOf(reasons);
  }

  /** Takes the next requests, and says that it failed. */
  public synchronized void loseAnswers(int number) {
    answersToLose = number;
  }

  /** Answers nobody until the future is completed. */
  public synchronized CompletableFuture<Taken> hold() {
    CompletableFuture<Taken> future = new CompletableFuture<>();
    held = Optional.of(future);
    return future;
  }

  public synchronized List<Received> messages() {
    return List.copyOf(messages);
  }

  public synchronized List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  synchronized Received only() {
    if (messages.size() != 1) {
      throw new AssertionError("expected one message, found " + messages + ", " + rejects);
    }
    return messages.get(0);
  }

  synchronized Reject onlyReject() {
    if (rejects.size() != 1) {
      throw new AssertionError("expected one reject, found " + rejects + ", " + messages);
    }
    return rejects.get(0);
  }
}
