package io.plumbline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.Refusal;
import io.plumbline.store.StoreException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of problems, line by line: clients rely on it. */
final class ProblemsTest {
  @Test
  void refusals_haveTheirStatus() {
    assertThat(
            Arrays.stream(Refusal.Code.values())
                .map(code -> line(code.name(), Problems.of(new Refusal(code, "d"))))
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            INVALID 400 invalid
            UNAUTHENTICATED 401 unauthenticated
            FORBIDDEN 403 forbidden
            NOT_FOUND 404 not-found
            CONFLICT 409 conflict
            STALE 412 stale
            TOO_LARGE 413 too-large
            UNPROCESSABLE 422 unprocessable
            TOO_MANY 429 too-many-requests
            UNAVAILABLE 503 unavailable\
            """);
  }

  @Test
  void failuresOfTheStore_haveTheirStatus() {
    assertThat(
            Arrays.stream(StoreException.Code.values())
                .map(code -> line(code.name(), Problems.of(new StoreException(code, "d"))))
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            AWAY 503 store-away
            FULL 507 store-full
            IN_USE 503 store-in-use
            TOO_NEW 503 store-too-new
            UNUSABLE 503 store-unusable
            BROKEN 500 store-broken\
            """);
  }

  @Test
  void refusal_thatAFutureWrapped_isThatRefusal() {
    Throwable wrapped =
        new CompletionException(new Refusal(Refusal.Code.CONFLICT, "Merged already."));

    assertThat(Problems.of(wrapped)).isEqualTo(Problem.of(ProblemKind.CONFLICT, "Merged already."));
  }

  private static String line(String name, Problem problem) {
    return name + " " + problem.status() + " " + problem.code();
  }
}
