package io.plumbline.server.leads;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.server.Refusal;
import io.plumbline.server.leads.ListFilter.OfAttribute;
import io.plumbline.server.leads.NaiveList.Person;
import io.plumbline.server.leads.SortBy.Figure;
import io.plumbline.server.leads.SubjectIndex.ListPage;
import io.plumbline.server.leads.SubjectTable.Known;
import io.plumbline.server.leads.ValueTest.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists agree with filtering and sorting everybody, whatever is asked for. */
final class SubjectIndexTest {
  private final SubjectTable table = new SubjectTable();
  private final SubjectIndex index = new SubjectIndex(table, "leads");
  private final Map<Long, Person> people = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pages_ofAnyQuery_areThoseOfThePlainList(long seed) {
    Crowd crowd = fill(seed, 9000);

    for (int i = 0; i < 12; i++) {
      ListQuery query = query(crowd);
      List<String> expected = NaiveList.ids(List.copyOf(people.values()), query);

      assertThat(walk(query, 1 + crowd.upTo(900), expected.size()))
          .describedAs("seed %s, query %s", seed, query)
          .isEqualTo(expected);
    }
  }

  @Test
  void list_afterChangesAndRemovals_isThatOfThoseWhoAreLeft() {
    Crowd crowd = fill(11, 5000);
    for (long key = 1; key <= 5000; key += 3) {
      if (key % 2 == 0) {
        people.remove(key);
        table.remove(key);
      } else {
        put(crowd, key);
      }
    }
    for (long key = 6000; key < 6500; key++) {
      put(crowd, key);
    }
    ListQuery query =
        new ListQuery(
            Optional.empty(), List.of(), List.of(SortBy.falling(Figure.TOTAL)), "person1");

    List<String> expected = NaiveList.ids(List.copyOf(people.values()), query);
    assertThat(walk(query, 100, expected.size())).isEqualTo(expected);
  }

  @Test
  void list_afterActivityAlone_isThatOfWhatWasKnownAndTheNewActivity() {
    Crowd crowd = fill(12, 3000);
    for (long key = 1; key <= 3500; key += 2) {
      putActivity(crowd, key);
    }
    ListQuery query =
        new ListQuery(
            Optional.empty(),
            List.of(),
            List.of(
                SortBy.falling(Figure.LAST_ACTIVITY), new SortBy(Figure.ATTRIBUTE, "name", false)),
            "person1");

    List<String> expected = NaiveList.ids(List.copyOf(people.values()), query);
    assertThat(walk(query, 100, expected.size())).isEqualTo(expected);
  }

  @Test
  void walk_whileOthersChange_findsEverybodyWhoDoesNotChangeOnce() throws Exception {
    Crowd crowd = fill(21, 20_000);
    ListQuery query =
        new ListQuery(
            Optional.empty(),
            List.of(),
            List.of(SortBy.falling(Figure.TOTAL), new SortBy(Figure.ATTRIBUTE, "name", false)),
            "");
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (long key = 2; !done.get(); key = key >= 20_000 ? 2 : key + 2) {
                put(crowd, key);
              }
            });
    writer.start();
    List<String> found = new ArrayList<>();
    try {
      Optional<String> after = Optional.empty();
      do {
        ListPage page = page(query, 500, after);
        page.items().forEach(item -> found.add(item.id()));
        after = page.next();
      } while (after.isPresent());
    } finally {
      done.set(true);
      writer.join();
    }

    List<String> still = found.stream().filter(id -> !isChanged(id)).toList();
    Set<String> once = new HashSet<>(still);
    assertThat(once).hasSameSizeAs(still).hasSize(10_000);
  }

  private static boolean isChanged(String id) {
    return Long.parseLong(id.substring("Lead/".length())) % 2 == 0;
  }

  @Test
  void cursor_ofAnotherQuery_isRefused() {
    fill(31, 300);
    ListQuery query =
        new ListQuery(Optional.empty(), List.of(), List.of(SortBy.falling(Figure.TOTAL)), "");
    ListQuery other =
        new ListQuery(Optional.empty(), List.of(), List.of(SortBy.rising(Figure.TOTAL)), "");
    Optional<String> cursor = page(query, 10, Optional.empty()).next();

    assertThat(cursor).isPresent();
    assertThatThrownBy(() -> page(other, 10, cursor)).isInstanceOf(Refusal.class);
  }

  @Test
  void filter_byALabelThatTheModelLacks_isRefused() {
    fill(32, 10);
    ListQuery query =
        new ListQuery(
            Optional.empty(), List.of(new ListFilter.Bands(List.of("tepid"))), List.of(), "");

    assertThatThrownBy(() -> page(query, 10, Optional.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("tepid");
  }

  private Crowd fill(long seed, int size) {
    Crowd crowd = new Crowd(seed);
    table.keep(Map.of(Crowd.VERSION, crowd.labels()));
    table.hold(List.of("country", "name", "employees", "since", "email"));
    for (long key = 1; key <= size; key++) {
      put(crowd, key);
    }
    return crowd;
  }

  private void put(Crowd crowd, long key) {
    Known known = crowd.somebody(key);
    // Some are out of the slice: they have no score.
    Optional<Score> score =
        crowd.upTo(20) == 0 ? Optional.empty() : Optional.of(crowd.score(known));
    people.put(key, new Person(known, score));
    table.put(known, score.map(it -> Map.of(Crowd.VERSION, it)).orElse(Map.of()));
  }

  /** Puts somebody's activity and score; of whom nothing is known yet, all. */
  private void putActivity(Crowd crowd, long key) {
    Known drawn = crowd.somebody(key);
    Known known =
        Optional.ofNullable(people.get(key))
            .map(Person::known)
            .map(it -> new Known(key, it.subject(), it.firstSeen(), drawn.lastActivity()))
            .orElse(drawn);
    Score score = crowd.score(known);
    people.put(key, new Person(known, Optional.of(score)));
    table.putActivity(known, Map.of(Crowd.VERSION, score));
  }

  private ListPage page(ListQuery query, int limit, Optional<String> after) {
    List<VersionColumns> versions = List.of(table.version(Crowd.VERSION).orElseThrow());
    ListedColumns columns =
        new ListedColumns(
            List.of("country"),
            table.attributeNames().stream()
                .collect(toMap(name -> name, name -> table.attribute(name).orElseThrow())));
    return index.page(query, versions, columns, limit, after);
  }

  private List<String> walk(ListQuery query, int limit, int matching) {
    List<String> ids = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ListPage page = page(query, limit, after);
      assertThat(page.matching()).isEqualTo(matching);
      page.items().forEach(item -> ids.add(item.id()));
      after = page.next();
    } while (after.isPresent());
    return ids;
  }

  private static ListQuery query(Crowd crowd) {
    List<ListFilter> filters = new ArrayList<>();
    for (int i = crowd.upTo(3); i > 0; i--) {
      filters.add(crowd.any(FILTERS));
    }
    List<SortBy> sort = new ArrayList<>();
    for (int i = crowd.upTo(4); i > 0; i--) {
      SortBy by = crowd.any(SORTS);
      sort.add(new SortBy(by.figure(), by.name(), crowd.upTo(2) == 0));
    }
    String search = crowd.any(List.of("", "", "", "ana", "BOB", "ｐｅｒｓｏｎ1", "李", "lead/12", "@ro"));
    return new ListQuery(Optional.empty(), filters, sort, search);
  }

  private static final List<SortBy> SORTS =
      List.of(
          SortBy.rising(Figure.TOTAL),
          SortBy.rising(Figure.BAND),
          SortBy.rising(Figure.LAST_ACTIVITY),
          SortBy.rising(Figure.CREATED),
          SortBy.rising(Figure.ID),
          new SortBy(Figure.SCORE, "interest", false),
          new SortBy(Figure.GRADE, "fit", false),
          new SortBy(Figure.ATTRIBUTE, "name", false),
          new SortBy(Figure.ATTRIBUTE, "employees", false),
          new SortBy(Figure.ATTRIBUTE, "since", false),
          new SortBy(Figure.ATTRIBUTE, "country", false));

  private static final List<ListFilter> FILTERS =
      List.of(
          new ListFilter.PointsRange(
              Optional.empty(), Optional.of(Points.of(20)), Optional.of(Points.of(45))),
          new ListFilter.PointsRange(
              Optional.of("interest"), Optional.empty(), Optional.of(Points.of(7))),
          new ListFilter.Grades("fit", List.of("A", "C")),
          new ListFilter.Bands(List.of("hot", "disqualified")),
          new ListFilter.Disqualified(false),
          new ListFilter.Active(Optional.of(Crowd.NOW.minusSeconds(30)), Optional.empty()),
          new ListFilter.Created(Optional.empty(), Optional.of(Crowd.NOW.minusSeconds(400))),
          new OfAttribute("country", new ValueTest(Operator.IS, List.of("DE"))),
          new OfAttribute("country", new ValueTest(Operator.NOT_IN, List.of("ro", "fr"))),
          new OfAttribute("email", new ValueTest(Operator.CONTAINS, List.of("N1"))),
          new OfAttribute("name", new ValueTest(Operator.IS, List.of("ana"))),
          new OfAttribute("name", new ValueTest(Operator.EXISTS, List.of("false"))),
          new OfAttribute("employees", new ValueTest(Operator.AT_LEAST, List.of("150"))),
          new OfAttribute("employees", new ValueTest(Operator.IN, List.of("12", "13.0", "14"))),
          new OfAttribute("since", new ValueTest(Operator.AT_MOST, List.of("2020-01-14"))));
}
