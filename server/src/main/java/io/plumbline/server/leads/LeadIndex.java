package io.plumbline.server.leads;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.SubjectKind;
import io.plumbline.core.score.Score;
import io.plumbline.server.leads.SubjectIndex.ListPage;
import io.plumbline.server.leads.SubjectTable.Known;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.ActiveVersion.Role;
import io.plumbline.server.live.CommitListener;
import io.plumbline.server.live.SubjectUpdate;
import io.plumbline.server.live.VersionListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All leads and all accounts as lists need them, in memory: what the store says when the server
 * starts, then every commit. A list is answered under the versions that are in effect when it is
 * asked for, from the first row to the last. Thread-safe.
 */
public final class LeadIndex implements CommitListener, VersionListener {
  private static final Logger LOG = LoggerFactory.getLogger(LeadIndex.class);

  private static final Set<String> USUAL_ATTRIBUTES =
      Set.of(
          "email",
          "name",
          "first_name",
          "last_name",
          "company",
          "country",
          "city",
          "job_title",
          "industry",
          "employees",
          "owner",
          "source",
          "lead_source",
          "lead_status",
          "lifecycle_stage");

  private final SubjectTable leadTable = new SubjectTable();
  private final SubjectTable accountTable = new SubjectTable();
  private final SubjectIndex leadLists = new SubjectIndex(leadTable, "leads");
  private final SubjectIndex accountLists = new SubjectIndex(accountTable, "accounts");
  private final IndexFeed feed;
  private final HeldAttributes leadAttributes;
  private final HeldAttributes accountAttributes;
  private volatile InEffect inEffect = new InEffect(List.of(), Map.of());

  /** The versions and their scores as one: who reads takes both from the same switch. */
  private record InEffect(List<ActiveVersion> active, Map<Long, VersionColumns> columns) {}

  public LeadIndex(IndexFeed feed) {
    this.feed = feed;
    leadAttributes = new HeldAttributes(leadTable, filling -> feed.attributes(false, filling));
    accountAttributes = new HeldAttributes(accountTable, filling -> feed.attributes(true, filling));
  }

  /** Reads everything that the store has; before anything is committed beside it. */
  public void load(List<ActiveVersion> active) {
    switched(active);
    feed.load(this);
  }

  @Override
  public void committed(List<SubjectUpdate> updates) {
    for (SubjectUpdate update : updates) {
      SubjectTable table = table(update.account());
      if (update.gone()) {
        table.remove(update.key());
      } else {
        Known known =
            new Known(update.key(), update.subject(), update.firstSeen(), update.lastActivity());
        if (update.news()) {
          table.put(known, update.scores());
        } else {
          table.putActivity(known, update.scores());
        }
      }
    }
  }

  @Override
  public void prepared(long version, Map<Long, Score> scores) {
    for (SubjectTable table : List.of(leadTable, accountTable)) {
      table.version(version).ifPresent(columns -> table.putScores(columns, scores));
    }
  }

  @Override
  public void switched(List<ActiveVersion> active) {
    keep(leadTable, active, SubjectKind.LEAD);
    keep(accountTable, active, SubjectKind.ACCOUNT);
    Map<Long, VersionColumns> columns = new HashMap<>();
    for (ActiveVersion version : active) {
      leadTable
          .version(version.key())
          .or(() -> accountTable.version(version.key()))
          .ifPresent(found -> columns.put(version.key(), found));
    }
    inEffect = new InEffect(List.copyOf(active), Map.copyOf(columns));
  }

  private void keep(SubjectTable table, List<ActiveVersion> active, SubjectKind kind) {
    Map<Long, ScoreLabels> wanted = new HashMap<>();
    Set<String> names = new HashSet<>(USUAL_ATTRIBUTES);
    for (ActiveVersion version : active) {
      ScoringModel model = version.compiled().model();
      if (model.subject() == kind) {
        wanted.put(version.key(), new ScoreLabels(model, version.number()));
        names.addAll(version.compiled().nodes().attributes());
      }
    }
    table.keep(wanted);
    HeldAttributes attributes = attributes(table == accountTable);
    if (!attributes.keep(names)) {
      // Reading all subjects takes too long for the lane; lists that need them wait for it.
      CompletableFuture.runAsync(attributes::fillKept)
          .exceptionally(
              failure -> {
                LOG.warn("attributes of a model were not read; lists will read them", failure);
                return null;
              });
    }
  }

  private HeldAttributes attributes(boolean account) {
    return account ? accountAttributes : leadAttributes;
  }

  SubjectTable table(boolean account) {
    return account ? accountTable : leadTable;
  }

  List<ActiveVersion> current() {
    return inEffect.active();
  }

  /** How many leads there are. */
  public int leads() {
    return leadTable.size();
  }

  /** How many accounts there are. */
  public int accounts() {
    return accountTable.size();
  }

  /** Bytes that it takes, for measuring. */
  public long footprint() {
    return leadTable.footprint() + accountTable.footprint();
  }

  /** Leads, or accounts, under the versions of one model that are in effect now, and later too. */
  ListView view(boolean account, Optional<String> asked) {
    InEffect now = inEffect;
    List<ActiveVersion> versions = versions(now.active(), account, asked);
    return new ListView(
        account,
        versions.stream().reduce((pilot, live) -> live).map(it -> it.compiled().model()),
        versions.stream()
            .flatMap(version -> Optional.ofNullable(now.columns().get(version.key())).stream())
            .toList());
  }

  /** A page of what a view shows. */
  ListPage page(
      ListView view, ListQuery query, List<String> attributes, int limit, Optional<String> after) {
    ListedColumns columns =
        new ListedColumns(
            attributes, attributes(view.account()).columns(needed(query, attributes)));
    SubjectIndex lists = view.account() ? accountLists : leadLists;
    return lists.page(query, view.versions(), columns, limit, after);
  }

  /** The versions in effect under a model, the pilot before the live one. */
  private static List<ActiveVersion> versions(
      List<ActiveVersion> active, boolean account, Optional<String> asked) {
    SubjectKind kind = account ? SubjectKind.ACCOUNT : SubjectKind.LEAD;
    List<ActiveVersion> effective =
        active.stream()
            .filter(version -> version.role().isEffective())
            .filter(version -> version.compiled().model().subject() == kind)
            .toList();
    Optional<String> model =
        asked.or(() -> effective.stream().findFirst().map(ActiveVersion::model));
    List<ActiveVersion> versions = new ArrayList<>(effective);
    versions.removeIf(version -> !model.equals(Optional.of(version.model())));
    if (asked.isPresent() && versions.isEmpty()) {
      throw QueryWords.noModel(
          asked.get(), account, effective.stream().map(ActiveVersion::model).distinct().toList());
    }
    versions.sort(Comparator.comparing(version -> version.role() != Role.PILOT));
    return versions;
  }

  /** The attributes that a query filters and sorts by, or shows. */
  private static Set<String> needed(ListQuery query, Collection<String> shown) {
    Set<String> needed = new HashSet<>(shown);
    for (ListFilter filter : query.filters()) {
      if (filter instanceof ListFilter.OfAttribute attribute) {
        needed.add(attribute.name());
      }
    }
    for (SortBy by : query.sort()) {
      if (by.figure() == SortBy.Figure.ATTRIBUTE) {
        needed.add(by.name());
      }
    }
    return needed;
  }
}
