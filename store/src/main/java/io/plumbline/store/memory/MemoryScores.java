package io.plumbline.store.memory;

import io.plumbline.core.score.Score;
import io.plumbline.store.Scores;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

final class MemoryScores implements Scores {
  private final Rows<Place, Score> scores;

  MemoryScores(Journal journal) {
    scores = new Rows<>(journal);
  }

  @Override
  public Map<Long, Score> get(long version, Collection<Long> subjects) {
    Map<Long, Score> found = new HashMap<>();
    for (Long subject : subjects) {
      scores.get(new Place(version, subject)).ifPresent(score -> found.put(subject, score));
    }
    return found;
  }

  @Override
  public void put(List<Row> rows) {
    rows.forEach(row -> scores.put(new Place(row.version(), row.subject()), row.score()));
  }

  @Override
  public void remove(long version, Collection<Long> subjects) {
    subjects.forEach(subject -> scores.remove(new Place(version, subject)));
  }

  @Override
  public int removeVersion(long version, int limit) {
    List<Place> places =
        range(version, Long.MIN_VALUE, Long.MAX_VALUE).keySet().stream().limit(limit).toList();
    places.forEach(scores::remove);
    return places.size();
  }

  @Override
  public void scan(long version, long from, long to, Visitor visitor) {
    if (from <= to) {
      range(version, from, to).forEach((place, score) -> visitor.score(place.subject(), score));
    }
  }

  private NavigableMap<Place, Score> range(long version, long from, long to) {
    return scores.all().subMap(new Place(version, from), true, new Place(version, to), true);
  }

  private record Place(long version, long subject) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byVersion = Long.compare(version, other.version);
      return byVersion != 0 ? byVersion : Long.compare(subject, other.subject);
    }
  }
}
