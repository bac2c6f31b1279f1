package io.plumbline.format.facts;

import io.plumbline.core.model.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which columns of a file are which of our names. */
record Names(ReadOptions options) {
  static final String LEAD_ID = "lead_id";
  static final String ACCOUNT_ID = "account_id";
  static final String EVENT = "event";
  static final String TIME = "time";
  static final String EVENT_ID = "event_id";

  private static final Set<String> EVENTS_OWN = Set.of(EVENT, TIME, EVENT_ID);

  /** The columns that may hold the id of a leads file; the first that is there does. */
  List<String> leadIds() {
    if (options.idColumn().isPresent()) {
      return List.of(options.idColumn().get());
    }
    return ownIds();
  }

  /** The columns that may hold the lead's id in an events file; the first that is there does. */
  List<String> eventLeadIds() {
    List<String> ids = new ArrayList<>(ownIds());
    if (!options.columns().containsKey(LEAD_ID)) {
      options.idColumn().ifPresent(ids::add);
    }
    return ids;
  }

  private List<String> ownIds() {
    String renamed = options.columns().get(LEAD_ID);
    if (renamed != null) {
      return List.of(renamed);
    }
    return options.subject() == SubjectKind.ACCOUNT
        ? List.of(LEAD_ID, ACCOUNT_ID)
        : List.of(LEAD_ID);
  }

  /** The column of an event's own field. */
  String own(String field) {
    return options.columns().getOrDefault(field, field);
  }

  /** The column of an attribute of leads, where one can be. */
  Optional<String> attribute(String name) {
    return column(name, false);
  }

  /** The column of a property of events, where one can be. */
  Optional<String> property(String name) {
    return EVENTS_OWN.contains(name) ? Optional.empty() : column(name, true);
  }

  private Optional<String> column(String name, boolean ofEvents) {
    Map<String, String> columns = options.columns();
    String renamed = columns.get(name);
    if (renamed != null && (ofEvents || !EVENTS_OWN.contains(name))) {
      return Optional.of(renamed);
    }
    for (Map.Entry<String, String> entry : columns.entrySet()) {
      boolean taken = entry.getValue().equals(name) && !entry.getKey().equals(name);
      if (taken && (ofEvents || !EVENTS_OWN.contains(entry.getKey()))) {
        return Optional.empty();
      }
    }
    return Optional.of(name);
  }
}
