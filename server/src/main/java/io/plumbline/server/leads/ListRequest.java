package io.plumbline.server.leads;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.server.Refusal;
import io.plumbline.server.api.KnownParameters;
import io.plumbline.server.api.Page;
import io.plumbline.server.leads.SortBy.Figure;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters of a request for a list, read once and strictly: an unknown one is a mistake. */
final class ListRequest {
  private static final int MOST_VALUES = 50;

  /** What {@link FilterParameters} describes is known, and nothing else. */
  private static final Set<String> FILTERS =
      Arrays.stream(FilterParameters.class.getAnnotationsByType(Parameter.class))
          .map(Parameter::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, List<String>> parameters;

  /**
   * A request.
   *
   * @param further the names that it knows besides those of filters
   */
  ListRequest(Map<String, List<String>> parameters, Set<String> further) {
    this.parameters = parameters;
    for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
      String name = each.getKey();
      if (!FILTERS.contains(name) && !further.contains(name)) {
        Set<String> known = new TreeSet<>(FILTERS);
        known.addAll(further);
        throw KnownParameters.unknown(name, known);
      }
      if (each.getValue().size() > MOST_VALUES) {
        throw new Refusal(
            Refusal.Code.INVALID,
            "The parameter %s stands there %s times; expected at most %s."
                .formatted(name, each.getValue().size(), MOST_VALUES));
      }
    }
  }

  Optional<String> model() {
    return one("model");
  }

  int limit() {
    return Page.limit(
        one("limit")
            .map(
                text -> {
                  try {
                    return Integer.parseInt(text);
                  } catch (NumberFormatException none) {
                    throw QueryWords.invalid("limit", text, "1 to " + Page.MOST);
                  }
                }));
  }

  Optional<String> after() {
    return one("after");
  }

  List<String> attributes() {
    return many("attributes").stream().flatMap(text -> QueryWords.words(text).stream()).toList();
  }

  /** What is asked for of the scores of a model; empty where there is no model. */
  ListQuery query(Optional<ScoringModel> model) {
    List<ListFilter> filters = new ArrayList<>();
    total().ifPresent(filters::add);
    filters.addAll(QueryWords.scores(many("score")));
    filters.addAll(QueryWords.grades(many("grade"), graded(model)));
    labels("cell").ifPresent(cells -> filters.add(new ListFilter.Cells(cells)));
    labels("band").ifPresent(bands -> filters.add(new ListFilter.Bands(bands)));
    flag("disqualified").ifPresent(yes -> filters.add(new ListFilter.Disqualified(yes)));
    flag("qualified").ifPresent(yes -> filters.add(new ListFilter.Qualified(yes)));
    times("active", filters, ListFilter.Active::new);
    times("created", filters, ListFilter.Created::new);
    filters.addAll(QueryWords.attributes(many("attribute")));
    List<SortBy> sort = QueryWords.sort(many("sort"));
    return new ListQuery(
        model(), filters, sort.isEmpty() ? usual(model) : sort, one("q").orElse(""));
  }

  private static List<SortBy> usual(Optional<ScoringModel> model) {
    boolean total = model.filter(ScoringModel::hasTotal).isPresent();
    return List.of(SortBy.falling(total ? Figure.TOTAL : Figure.LAST_ACTIVITY));
  }

  private static List<String> graded(Optional<ScoringModel> model) {
    return model.stream()
        .flatMap(it -> it.scores().stream())
        .filter(score -> !score.grades().isEmpty())
        .map(Dimension::name)
        .toList();
  }

  private Optional<ListFilter> total() {
    Optional<Points> low = number("total_at_least");
    Optional<Points> high = number("total_at_most");
    return low.isEmpty() && high.isEmpty()
        ? Optional.empty()
        : Optional.of(new ListFilter.PointsRange(Optional.empty(), low, high));
  }

  private Optional<Points> number(String name) {
    return one(name).map(text -> QueryWords.points(name, text));
  }

  private Optional<List<String>> labels(String name) {
    List<String> labels = many(name).stream().flatMap(t -> QueryWords.words(t).stream()).toList();
    if (labels.isEmpty() && parameters.containsKey(name)) {
      throw QueryWords.invalid(name, "", "one or more names between commas");
    }
    return labels.isEmpty() ? Optional.empty() : Optional.of(labels);
  }

  Optional<Boolean> flag(String name) {
    return one(name)
        .map(
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                throw QueryWords.invalid(name, text, "true or false");
              }
              return text.equals("true");
            });
  }

  private interface Between {
    ListFilter of(Optional<Instant> after, Optional<Instant> before);
  }

  private void times(String name, List<ListFilter> filters, Between between) {
    Function<String, Optional<Instant>> bound =
        end -> one(end).map(text -> QueryWords.instant(end, text));
    Optional<Instant> after = bound.apply(name + "_after");
    Optional<Instant> before = bound.apply(name + "_before");
    if (after.isPresent() || before.isPresent()) {
      filters.add(between.of(after, before));
    }
  }

  Optional<String> one(String name) {
    List<String> values = many(name);
    if (values.size() > 1) {
      throw QueryWords.invalid(name, String.join(" and ", values), "one value");
    }
    return values.stream().findFirst();
  }

  private List<String> many(String name) {
    return parameters.getOrDefault(name, List.of());
  }
}
