package io.plumbline.server.leads;

import io.plumbline.server.leads.ListScan.Found;
import io.plumbline.server.leads.ListScan.Spot;
import java.util.List;
import java.util.Optional;

/** Answers lists of leads, or of accounts, from their table. Thread-safe. */
final class SubjectIndex {
  private final SubjectTable table;
  private final String kind;

  SubjectIndex(SubjectTable table, String kind) {
    this.table = table;
    this.kind = kind;
  }

  SubjectTable table() {
    return table;
  }

  /**
   * A page of a list.
   *
   * @param next the cursor of the page after it; empty on the last
   * @param matching how many are on all pages together
   */
  record ListPage(List<ListedSubject> items, Optional<String> next, long matching) {}

  /**
   * The page after a cursor, or the first.
   *
   * @param versions whose scores count, pilots first
   * @param columns the attributes that the query needs and those to show
   */
  ListPage page(
      ListQuery query,
      List<VersionColumns> versions,
      ListedColumns columns,
      int limit,
      Optional<String> after) {
    ListScan scan = new ListScan(table, new ScoreView(versions), columns, query);
    String of = kind + " " + query;
    Found found = scan.run(limit, after.map(text -> ListPlace.of(of, text, scan.keys())));
    List<ListedSubject> items =
        found.spots().stream().flatMap(spot -> scan.show(spot).stream()).toList();
    Optional<String> next =
        found.more() ? last(found.spots()).map(spot -> spot.place().cursor(of)) : Optional.empty();
    return new ListPage(items, next, found.matching());
  }

  private static Optional<Spot> last(List<Spot> spots) {
    return spots.isEmpty() ? Optional.empty() : Optional.of(spots.get(spots.size() - 1));
  }
}
