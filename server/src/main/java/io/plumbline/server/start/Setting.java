package io.plumbline.server.start;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What can be set, by a flag, by the environment or in a file. */
enum Setting {
  BIND("bind"),
  PORT("port"),
  DATA("data"),
  STORE("store"),
  STORE_PASSWORD_FILE("store_password_file"),
  TLS_CERTIFICATE("tls.certificate"),
  TLS_KEY("tls.key"),
  HOSTS("hosts"),
  ORIGINS("origins"),
  BEHIND_PROXY("behind_proxy"),
  WEBHOOKS_PRIVATE_ADDRESSES("webhooks.private_addresses"),
  WEBHOOKS_AUTHORITIES("webhooks.authorities"),
  LIMITS_CONNECTIONS("limits.connections"),
  LIMITS_THREADS("limits.threads"),
  LOG_FORM("log.form"),
  LOG_LEVEL("log.level");

  private static final String ENVIRONMENT = "PLUMBLINE_";

  /** What the launcher reads. */
  private static final Set<String> OF_LAUNCHER =
      Set.of("PLUMBLINE_HEAP", "PLUMBLINE_JAVA_OPTS", "PLUMBLINE_JDK_PLACES");

  private final String key;

  Setting(String key) {
    this.key = key;
  }

  /** Its name in a file; a point stands between a section and what is in it. */
  String key() {
    return key;
  }

  /** Its name in the environment. */
  String variable() {
    return ENVIRONMENT + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** Its name as a flag. */
  String flag() {
    return "--" + key.replace('_', '-').replace('.', '-');
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /** Whether a variable of the environment is meant for this program, but none that it knows. */
  static boolean isUnknownVariable(String name) {
    return name.startsWith(ENVIRONMENT)
        && !OF_LAUNCHER.contains(name)
        && Arrays.stream(values()).noneMatch(setting -> setting.variable().equals(name));
  }

  /** Whether a key is the name of a section. */
  static boolean isSection(String key) {
    return Arrays.stream(values()).anyMatch(setting -> setting.key.startsWith(key + "."));
  }

  /** The setting that somebody may have meant, as an addition to a message. */
  static String suggestion(String key) {
    return suggestion(key, Setting::key, 1 + key.length() / 3);
  }

  /** The variable that somebody may have meant, as an addition to a message. */
  static String variableSuggestion(String name) {
    int most = 1 + (name.length() - ENVIRONMENT.length()) / 3;
    return suggestion(name, Setting::variable, most);
  }

  private static String suggestion(String name, Function<Setting, String> naming, int most) {
    List<String> known = Arrays.stream(values()).map(naming).toList();
    return known.stream()
        .filter(it -> distance(it, name) <= most)
        .min(Comparator.comparingInt(it -> distance(it, name)))
        .map(it -> "; did you mean " + it + "?")
        .orElse("; there are " + String.join(", ", known));
  }

  /** How many letters have to be changed, put in or left out. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
