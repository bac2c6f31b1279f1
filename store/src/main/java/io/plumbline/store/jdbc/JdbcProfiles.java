package io.plumbline.store.jdbc;

import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.MergeChain;
import io.plumbline.store.Profile;
import io.plumbline.store.Profiles;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

final class JdbcProfiles implements Profiles {
  private static final String KEYS = "profile";
  private static final String PROFILE =
      "SELECT key, kind, value, subject, first_seen FROM profile ";
  private static final String MERGE =
      "SELECT key, from_subject, into_subject, moved, at, cause, undone_at FROM profile_merge ";

  private final Session session;

  JdbcProfiles(Session session) {
    this.session = session;
  }

  @Override
  public Map<Identifier, Profile> find(Collection<Identifier> identifiers) {
    Map<Identifier, Profile> found = new HashMap<>(identifiers.size() * 2);
    for (Identifier.Kind kind : Identifier.Kind.values()) {
      List<String> values =
          identifiers.stream().filter(i -> i.kind() == kind).map(Identifier::value).toList();
      if (!values.isEmpty()) {
        session.each(
            PROFILE + "WHERE kind = ? AND value = ANY(?)",
            p -> p.number(code(kind)).texts(values),
            row -> {
              Profile profile = profile(row);
              found.put(profile.identifier(), profile);
            });
      }
    }
    return found;
  }

  @Override
  public Map<Identifier, Profile> create(Collection<Identifier> identifiers, Instant firstSeen) {
    Map<Identifier, Profile> created = new HashMap<>();
    List<Profile> added = new ArrayList<>();
    for (Identifier identifier : new LinkedHashSet<>(identifiers)) {
      long key = session.nextKey(KEYS);
      Profile profile = new Profile(key, identifier, key, firstSeen);
      created.put(identifier, profile);
      added.add(profile);
    }
    session.batch(
        "INSERT INTO profile (key, kind, value, subject, first_seen) VALUES (?, ?, ?, ?, ?)",
        added,
        (p, profile) ->
            p.number(profile.key())
                .number(code(profile.identifier().kind()))
                .text(profile.identifier().value())
                .number(profile.subject())
                .instant(profile.firstSeen()));
    return created;
  }

  @Override
  public Map<Long, List<Profile>> ofSubjects(Collection<Long> subjects) {
    Map<Long, List<Profile>> found = new HashMap<>(subjects.size() * 2);
    session.each(
        PROFILE + "WHERE key = ANY(?) AND subject = key",
        p -> p.numbers(subjects),
        row -> add(found, profile(row)));
    session.each(
        PROFILE + "WHERE subject = ANY(?) AND subject <> key ORDER BY key",
        p -> p.numbers(subjects),
        row -> add(found, profile(row)));
    return found;
  }

  private static void add(Map<Long, List<Profile>> found, Profile profile) {
    found.computeIfAbsent(profile.subject(), key -> new ArrayList<>(1)).add(profile);
  }

  @Override
  public Map<Long, Profile> get(Collection<Long> keys) {
    Map<Long, Profile> found = new HashMap<>(keys.size() * 2);
    session.each(
        PROFILE + "WHERE key = ANY(?)",
        p -> p.numbers(keys),
        row -> {
          Profile profile = profile(row);
          found.put(profile.key(), profile);
        });
    return found;
  }

  @Override
  public List<Profile> after(long key, int limit) {
    return session.list(
        PROFILE + "WHERE key > ? ORDER BY key LIMIT ?",
        p -> p.number(key).number(limit),
        JdbcProfiles::profile);
  }

  @Override
  public long highestKey() {
    return session.lastKey(KEYS);
  }

  @Override
  public void move(Collection<Long> profiles, long subject) {
    session.update(
        "UPDATE profile SET subject = ? WHERE key = ANY(?)",
        p -> p.number(subject).numbers(profiles));
  }

  @Override
  public long addMerge(Merge merge) {
    long key = session.nextKey("merge");
    session.update(
        "INSERT INTO profile_merge"
            + " (key, from_subject, into_subject, moved, at, cause, undone_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        p ->
            p.number(key)
                .number(merge.from())
                .number(merge.into())
                .text(list(merge.moved()))
                .instant(merge.at())
                .text(merge.cause())
                .instant(merge.undoneAt()));
    return key;
  }

  @Override
  public Optional<Merge> merge(long key) {
    return session.first(MERGE + "WHERE key = ?", p -> p.number(key), JdbcProfiles::merge);
  }

  @Override
  public List<Merge> mergesOf(long subject) {
    return MergeChain.of(
        subject,
        subjects ->
            session.list(
                MERGE + "WHERE into_subject = ANY(?) OR from_subject = ?",
                p -> p.numbers(subjects).number(subject),
                JdbcProfiles::merge));
  }

  @Override
  public void undoMerge(long key, Instant at) {
    session.update(
        "UPDATE profile_merge SET undone_at = ? WHERE key = ?", p -> p.instant(at).number(key));
  }

  @Override
  public void tie(long lead, long account, Instant at) {
    session.update(
        "INSERT INTO tie (lead, at, account) VALUES (?, ?, ?)"
            + " ON CONFLICT (lead, at) DO UPDATE SET account = excluded.account",
        p -> p.number(lead).instant(at).number(account));
  }

  @Override
  public Map<Long, Long> accountsOf(Collection<Long> leads) {
    Map<Long, Long> accounts = new HashMap<>();
    session.each(
        "SELECT lead, account FROM tie WHERE lead = ANY(?) ORDER BY lead, at",
        p -> p.numbers(leads),
        row -> accounts.put(row.number(), row.number()));
    return accounts;
  }

  @Override
  public List<Long> members(long account) {
    return session.list(
        "SELECT DISTINCT lead FROM tie WHERE account = ? AND NOT EXISTS"
            + " (SELECT 1 FROM tie later WHERE later.lead = tie.lead AND later.at > tie.at)"
            + " ORDER BY lead",
        p -> p.number(account),
        Row::number);
  }

  private static Profile profile(Row row) throws SQLException {
    long key = row.number();
    Identifier identifier = new Identifier(kind(row.number()), row.text());
    return new Profile(key, identifier, row.number(), row.instant());
  }

  private static Merge merge(Row row) throws SQLException {
    return new Merge(
        row.number(),
        row.number(),
        row.number(),
        numbers(row.text()),
        row.instant(),
        row.text(),
        row.maybeInstant());
  }

  private static String list(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private static List<Long> numbers(String list) {
    String inner = list.substring(1, list.length() - 1);
    return inner.isEmpty()
        ? List.of()
        : Arrays.stream(inner.split(",")).map(Long::valueOf).toList();
  }

  private static int code(Identifier.Kind kind) {
    return switch (kind) {
      case USER -> 1;
      case ANONYMOUS -> 2;
      case ACCOUNT -> 3;
    };
  }

  private static Identifier.Kind kind(long code) {
    return code == 1
        ? Identifier.Kind.USER
        : code == 2 ? Identifier.Kind.ANONYMOUS : Identifier.Kind.ACCOUNT;
  }
}
