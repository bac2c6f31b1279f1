package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list and the way to the part after it.
 *
 * @param paging how to go on
 */
public record Page<T>(List<T> items, Paging paging) {
  /** How many items a page has unless told otherwise. */
  public static final int USUAL_LIMIT = 50;

  /** The most items of a page. */
  public static final int MOST = 1000;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * How to go on.
   *
   * @param next the cursor to give as {@code after}; empty on the last page
   */
  @Schema(description = "How to go on.")
  public record Paging(
      @Schema(
              description =
                  "The cursor to give as the parameter after for the next page; absent on the last"
                      + " page.")
          Optional<String> next) {}

  /** A page after which there is another where a cursor is given. */
  public static <T> Page<T> of(List<T> items, Optional<String> next) {
    return new Page<>(items, new Paging(next));
  }

  /**
   * The page of items that were asked for with one more than the limit: where it is there, another
   * page follows.
   *
   * @param cursor of the last item that the page shows
   */
  public static <T> Page<T> cut(List<T> oneMore, int limit, Function<T, String> cursor) {
    if (oneMore.size() <= limit) {
      return of(oneMore, Optional.empty());
    }
    List<T> shown = oneMore.subList(0, limit);
    return of(shown, Optional.of(cursor.apply(shown.get(limit - 1))));
  }

  /** The same page of other things. */
  public <R> Page<R> map(Function<? super T, R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), paging);
  }

  /** The limit that was asked for, or the usual one; refuses one that is out of bounds. */
  public static int limit(Optional<Integer> asked) {
    int limit = asked.orElse(USUAL_LIMIT);
    if (limit < 1 || limit > MOST) {
      throw new Refusal(
          Refusal.Code.INVALID,
          "The parameter limit is " + limit + "; expected 1 to " + MOST + ".");
    }
    return limit;
  }
}
