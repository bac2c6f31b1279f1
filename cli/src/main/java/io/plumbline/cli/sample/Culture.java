package io.plumbline.cli.sample;

import java.util.List;
import java.util.Map;

/**
 * How people and companies of one place are named.
 *
 * @param code a short name such as {@code de}
 * @param weight how common its companies are
 * @param country its ISO code
 * @param hoursAfterUtc when its working day begins, compared with UTC
 * @param lists what can be picked from, by key, as written in the resource
 * @param departments what it calls its departments
 */
record Culture(
    String code,
    int weight,
    String country,
    int hoursAfterUtc,
    Map<String, List<Word>> lists,
    Map<Department, String> departments) {
  Culture {
    lists = Map.copyOf(lists);
    departments = Map.copyOf(departments);
  }

  /** A word in Latin letters and as its people write it. */
  record Word(String latin, String written) {}

  List<Word> list(String key) {
    return lists.getOrDefault(key, List.of());
  }

  /** One of a list's words as written. */
  String pick(Dice dice, String key) {
    return dice.pick(list(key)).written();
  }
}
