package io.plumbline.server.start;

import io.plumbline.server.start.ConfigurationFile.Given;
import io.plumbline.server.start.ServerOptions.Limits;
import io.plumbline.server.start.ServerOptions.Tls;
import io.plumbline.server.start.ServerOptions.Webhooks;
import io.plumbline.server.webhook.Authorities;
import io.plumbline.store.open.StoreAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Settings of a server from all places: a flag counts before the environment, the environment
 * before the file. Secrets are named by the files that hold them, never given themselves.
 */
public final class ServerConfiguration {
  private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@*\\s]+");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
  private final List<String> mistakes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ServerConfiguration() {}

  /**
   * What was configured.
   *
   * @param logForm empty for what suits where the log goes
   * @param warnings what is allowed, but should not be
   */
  public record Result(
      ServerOptions options,
      Optional<ServerLog.Form> logForm,
      String logLevel,
      List<String> warnings) {
    public Result {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads settings.
   *
   * @param flags by name without the dashes in front, as {@code store-password-file}
   * @throws ConfigurationException where any of them makes no sense
   */
  public static Result read(
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> flags,
      InstantSource clock) {
    ServerConfiguration configuration = new ServerConfiguration();
    file.ifPresent(
        it -> configuration.given.putAll(ConfigurationFile.read(it, configuration.mistakes)));
    configuration.refuseUnknown(environment.keySet());
    for (Setting setting : Setting.values()) {
      String variable = environment.getOrDefault(setting.variable(), "");
      if (!variable.isEmpty()) {
        configuration.given.put(setting, Given.of(variable, setting.variable()));
      }
      String flag = flags.get(setting.flag().substring(2));
      if (flag != null) {
        configuration.given.put(setting, Given.of(flag, setting.flag()));
      }
    }
    return configuration.result(clock);
  }

  /** A misspelt one would be as if it were not there, and nobody would know. */
  private void refuseUnknown(Set<String> variables) {
    variables.stream()
        .filter(Setting::isUnknownVariable)
        .sorted()
        .map(name -> name + ": there is no such setting" + Setting.variableSuggestion(name))
        .forEach(mistakes::add);
  }

  private Result result(InstantSource clock) {
    Path data = path(Setting.DATA).orElse(ServerOptions.DEFAULT_DATA);
    ServerOptions options =
        new ServerOptions(
            bind(),
            number(Setting.PORT, ServerOptions.DEFAULT_PORT, 0, 65_535),
            store().orElseGet(() -> ServerOptions.defaultStore(data)),
            data,
            tls(),
            hosts(),
            origins(),
            new Webhooks(flag(Setting.WEBHOOKS_PRIVATE_ADDRESSES), authorities()),
            flag(Setting.BEHIND_PROXY),
            new Limits(
                number(Setting.LIMITS_CONNECTIONS, Limits.USUAL.connections(), 1, 1_000_000),
                number(Setting.LIMITS_THREADS, Limits.USUAL.threads(), 1, 1_000)),
            clock);
    Optional<ServerLog.Form> form =
        choice(Setting.LOG_FORM, List.of("json", "plain"))
            .map(it -> ServerLog.Form.valueOf(it.toUpperCase(Locale.ROOT)));
    String level =
        choice(Setting.LOG_LEVEL, List.of("debug", "info", "warn", "error")).orElse("info");
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(mistakes);
    }
    return new Result(options, form, level, warnings);
  }

  /** As a request names them: anything else would never be equal, and the server answer nobody. */
  private List<String> hosts() {
    List<String> hosts = list(Setting.HOSTS);
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        mistakes.add(
            place(Setting.HOSTS)
                + ": hosts has "
                + host
                + "; expected names as score.example.com, without a scheme, port or path");
      }
    }
    return hosts;
  }

  /** As browsers write them: with anything else than an origin no page's would ever be equal. */
  private List<String> origins() {
    List<String> origins =
        list(Setting.ORIGINS).stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        mistakes.add(
            place(Setting.ORIGINS)
                + ": origins has "
                + origin
                + "; expected origins as https://www.example.com, without a path, or no setting"
                + " for all pages");
      }
    }
    return origins;
  }

  private String bind() {
    String address = text(Setting.BIND).orElse(ServerOptions.LOOPBACK);
    try {
      InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      mistakes.add(
          place(Setting.BIND)
              + ": there is no address "
              + address
              + "; expected one of this machine, as 127.0.0.1, or 0.0.0.0 for all of them");
    }
    return address;
  }

  private Optional<StoreAddress> store() {
    Optional<Path> passwordFile = path(Setting.STORE_PASSWORD_FILE);
    passwordFile.filter(SecretFile::isReadByOthers).ifPresent(this::warnOfReaders);
    String password =
        passwordFile
            .flatMap(file -> attempt(Setting.STORE_PASSWORD_FILE, () -> SecretFile.read(file)))
            .orElse("");
    return text(Setting.STORE)
        .flatMap(text -> attempt(Setting.STORE, () -> OpenStore.address(text, password)));
  }

  private <T> Optional<T> attempt(Setting setting, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalArgumentException e) {
      mistakes.add(place(setting) + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Tls> tls() {
    Optional<Path> certificate = path(Setting.TLS_CERTIFICATE);
    Optional<Path> key = path(Setting.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      Setting one = certificate.isPresent() ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY;
      mistakes.add(place(one) + ": tls needs both a certificate and a key, as PEM files");
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    key.filter(SecretFile::isReadByOthers).ifPresent(this::warnOfReaders);
    Tls tls = new Tls(certificate.get(), key.get());
    var chain = attempt(Setting.TLS_CERTIFICATE, () -> TlsFiles.chain(tls.certificate()));
    var secret = attempt(Setting.TLS_KEY, () -> TlsFiles.key(tls.key()));
    if (chain.isPresent() && secret.isPresent() && !TlsFiles.fit(chain.get(), secret.get())) {
      mistakes.add(
          place(Setting.TLS_KEY)
              + ": the key in "
              + tls.key()
              + " is not that of the certificate in "
              + tls.certificate());
    }
    return Optional.of(tls);
  }

  private Optional<Path> authorities() {
    Optional<Path> file = path(Setting.WEBHOOKS_AUTHORITIES);
    file.ifPresent(it -> attempt(Setting.WEBHOOKS_AUTHORITIES, () -> Authorities.read(it)));
    return file;
  }

  private void warnOfReaders(Path file) {
    warnings.add(SecretFile.warning(file));
  }

  private String place(Setting setting) {
    Given value = given.get(setting);
    return value == null ? setting.key() : value.place();
  }

  private Optional<String> text(Setting setting) {
    Given value = given.get(setting);
    if (value == null) {
      return Optional.empty();
    }
    if (value.parts().size() != 1 || value.parts().get(0).isBlank()) {
      mistakes.add(value.place() + ": " + setting.key() + " needs one value");
      return Optional.empty();
    }
    return Optional.of(value.parts().get(0).strip());
  }

  private Optional<Path> path(Setting setting) {
    try {
      return text(setting).map(Path::of);
    } catch (java.nio.file.InvalidPathException e) {
      mistakes.add(place(setting) + ": this cannot be the name of a file");
      return Optional.empty();
    }
  }

  private List<String> list(Setting setting) {
    Given value = given.get(setting);
    return value == null
        ? List.of()
        : value.parts().stream()
            .flatMap(part -> Arrays.stream(part.split(",")))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
  }

  private int number(Setting setting, int usual, int least, int most) {
    Optional<String> text = text(setting);
    if (text.isEmpty()) {
      return usual;
    }
    boolean isNumber = text.get().matches("[0-9]{1,9}");
    int number = isNumber ? Integer.parseInt(text.get()) : -1;
    if (number < least || number > most) {
      mistakes.add(
          place(setting)
              + ": "
              + setting.key()
              + " is "
              + text.get()
              + "; expected a number from "
              + least
              + " to "
              + most);
      return usual;
    }
    return number;
  }

  private boolean flag(Setting setting) {
    return choice(setting, List.of("true", "false")).filter(it -> it.equals("true")).isPresent();
  }

  private Optional<String> choice(Setting setting, List<String> words) {
    Optional<String> text = text(setting);
    if (text.filter(it -> !words.contains(it)).isPresent()) {
      mistakes.add(
          place(setting)
              + ": "
              + setting.key()
              + " is "
              + text.get()
              + "; expected one of "
              + String.join(", ", words));
      return Optional.empty();
    }
    return text;
  }
}
