package io.plumbline.format.facts;

import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The places of the needed columns in a file's header.
 *
 * @param id of the lead's id
 * @param type of the event's type; {@link #ABSENT} in leads
 * @param time of the event's time; {@link #ABSENT} in leads
 * @param eventId of the event's id, or {@link #ABSENT}
 * @param values of each attribute or property that the model looks at, or {@link #ABSENT}
 */
record Columns(int id, int type, int time, int eventId, List<Integer> values) {
  static final int ABSENT = -1;

  static Columns ofLeads(String file, List<String> header, Names names, List<String> attributes) {
    Map<String, Integer> places = places(header);
    int id = firstOf(file, header, names.leadIds(), places);
    List<Integer> values = values(attributes, names::attribute, places, List.of(id));
    return new Columns(id, ABSENT, ABSENT, ABSENT, values);
  }

  static Columns ofEvents(String file, List<String> header, Names names, List<String> properties) {
    Map<String, Integer> places = places(header);
    int id = firstOf(file, header, names.eventLeadIds(), places);
    int type = firstOf(file, header, List.of(names.own(Names.EVENT)), places);
    int time = firstOf(file, header, List.of(names.own(Names.TIME)), places);
    int eventId = places.getOrDefault(names.own(Names.EVENT_ID), ABSENT);
    List<Integer> taken = List.of(id, type, time, eventId);
    return new Columns(id, type, time, eventId, values(properties, names::property, places, taken));
  }

  private static Map<String, Integer> places(List<String> header) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      places.put(header.get(i), i);
    }
    return places;
  }

  /** {@link #values} for the inner loop. */
  int[] valuePlaces() {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> values(
      List<String> names,
      Function<String, Optional<String>> column,
      Map<String, Integer> places,
      List<Integer> taken) {
    List<Integer> values = new ArrayList<>();
    for (String name : names) {
      int place = column.apply(name).map(places::get).orElse(ABSENT);
      values.add(taken.contains(place) ? ABSENT : place);
    }
    return List.copyOf(values);
  }

  private static int firstOf(
      String file, List<String> header, List<String> wanted, Map<String, Integer> places) {
    for (String name : wanted) {
      Integer place = places.get(name);
      if (place != null) {
        return place;
      }
    }
    throw new FormatException(Code.NO_COLUMN, missing(file, header, wanted));
  }

  private static String missing(String file, List<String> header, List<String> wanted) {
    StringBuilder text = new StringBuilder(file + ": has no column " + wanted.get(0));
    for (String name : header) {
      if (name.strip().toLowerCase(Locale.ROOT).equals(wanted.get(0).toLowerCase(Locale.ROOT))) {
        return text + ", but one spelled \"" + shown(name) + "\"; names are compared exactly";
      }
    }
    text.append("; it has ");
    for (int i = 0; i < Math.min(header.size(), 12); i++) {
      text.append(i == 0 ? "" : ", ").append(shown(header.get(i)));
    }
    return text + (header.size() > 12 ? " and " + (header.size() - 12) + " more" : "");
  }

  /** A header name for a message: short and on one line. */
  static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", " ");
    return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
  }
}
