package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;
import io.plumbline.server.live.Received;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The events of PostHog's libraries. What PostHog says of itself, under names that begin with
 * {@code $}, is left out, but for the page, the campaign, the person and the company.
 */
final class PostHogDialect implements Dialect {
  /** The types of groups that are accounts here. */
  private static final List<String> ACCOUNTS =
      List.of("company", "account", "organization", "organisation");

  private static final Set<String> ABOUT_PEOPLE =
      Set.of("$identify", "$set", "$create_alias", "$merge_dangerously", "$groupidentify");

  private static final Set<String> NOT_PROPERTIES = Set.of("token", "distinct_id");

  private static final Map<String, String> CAMPAIGN =
      Map.of(
          "utm_source", "campaign.source",
          "utm_medium", "campaign.medium",
          "utm_campaign", "campaign.name",
          "utm_term", "campaign.term",
          "utm_content", "campaign.content");

  private static final Set<String> DEVICE_LIBRARIES =
      Set.of("web", "posthog-ios", "posthog-android", "posthog-react-native", "posthog-flutter");

  private final CollectionSettings settings;

  PostHogDialect(CollectionSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Received> message(Draft call, Draft outer, Reception reception) {
    String event = call.needed("event", CollectionLimits.TYPE_CHARACTERS);
    Map<String, Optional<Value>> sent = call.section(Section.PROPERTIES);
    Optional<Received.Membership> account = account(event, sent);
    CallParts.Person person = person(call, event, sent);
    if (person.equals(CallParts.Person.NOBODY) && account.isEmpty()) {
      return Optional.empty();
    }
    CallParts parts =
        ABOUT_PEOPLE.contains(event)
            ? CallParts.attributes(attributes(call, sent))
            : CallParts.event(happening(event, sent), attributes(call, sent));
    if (account.isPresent()) {
      parts = parts.with(account.get());
    }
    if (event.equals("$create_alias") || event.equals("$merge_dangerously")) {
      parts = parts.with(alias(call, sent));
    }
    String id = reception.messageId(call.text("uuid").or(() -> CallParts.text(sent, "$insert_id")));
    return Optional.of(parts.message(person, id, times(call, outer, reception), reception));
  }

  private static CallParts.Person person(
      Draft call, String event, Map<String, Optional<Value>> sent) {
    String id =
        call.text("distinct_id", CollectionLimits.ID_CHARACTERS)
            .or(() -> shortId(call, sent, "distinct_id"))
            .orElseThrow(
                () ->
                    new Unacceptable(
                        "missing_field",
                        call.path("distinct_id"),
                        "found nothing, expected a text"));
    if (event.equals("$groupidentify") && isMadeUp(id, sent)) {
      return CallParts.Person.NOBODY;
    }
    if (event.equals("$identify")) {
      return new CallParts.Person(Optional.of(id), shortId(call, sent, "$anon_distinct_id"));
    }
    boolean unknown =
        CallParts.known(sent, "$is_identified").equals(Optional.of(new Value.Bool(false)))
            || CallParts.text(sent, "$device_id").filter(id::equals).isPresent();
    return unknown ? CallParts.Person.anonymous(id) : CallParts.Person.user(id);
  }

  /** Whether an id stands for a group: the server libraries make one up where nobody acts. */
  private static boolean isMadeUp(String id, Map<String, Optional<Value>> sent) {
    return id.equals(
        "$"
            + CallParts.text(sent, "$group_type").orElse("")
            + "_"
            + CallParts.text(sent, "$group_key").orElse(""));
  }

  private static Optional<String> shortId(
      Draft call, Map<String, Optional<Value>> sent, String name) {
    Optional<String> id = CallParts.text(sent, name);
    if (id.isPresent() && id.get().length() > CollectionLimits.ID_CHARACTERS) {
      throw new Unacceptable(
          "too_long",
          call.path("properties." + name),
          "found "
              + id.get().length()
              + " characters, expected at most "
              + CollectionLimits.ID_CHARACTERS);
    }
    return id;
  }

  private static Received.Alias alias(Draft call, Map<String, Optional<Value>> sent) {
    return shortId(call, sent, "alias")
        .map(Received.Alias::new)
        .orElseThrow(
            () ->
                new Unacceptable(
                    "missing_field",
                    call.path("properties.alias"),
                    "found nothing, expected a text"));
  }

  private Map<String, Optional<Value>> attributes(Draft call, Map<String, Optional<Value>> sent) {
    Map<String, Optional<Value>> set = new LinkedHashMap<>(call.section(Section.SET));
    set.putAll(under("$set.", sent));
    set.keySet().removeIf(name -> name.startsWith("$"));
    return settings.canonicalNames() ? CanonicalNames.person(set) : set;
  }

  private Optional<Received.Membership> account(String event, Map<String, Optional<Value>> sent) {
    if (event.equals("$groupidentify")) {
      Map<String, Optional<Value>> set = under("$group_set.", sent);
      return CallParts.text(sent, "$group_type")
          .filter(ACCOUNTS::contains)
          .flatMap(type -> CallParts.text(sent, "$group_key"))
          .map(key -> member(key, settings.canonicalNames() ? CanonicalNames.account(set) : set));
    }
    return ACCOUNTS.stream()
        .flatMap(type -> CallParts.text(sent, "$groups." + type).stream())
        .findFirst()
        .map(key -> member(key, Map.of()));
  }

  private static Received.Membership member(
      String account, Map<String, Optional<Value>> attributes) {
    if (account.length() > CollectionLimits.ID_CHARACTERS) {
      throw new Unacceptable(
          "too_long", "$groups", "found " + account.length() + " characters in the key of a group");
    }
    return new Received.Membership(account, attributes);
  }

  private static Map<String, Optional<Value>> under(
      String prefix, Map<String, Optional<Value>> sent) {
    Map<String, Optional<Value>> found = new LinkedHashMap<>();
    sent.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  private Received.Happening happening(String event, Map<String, Optional<Value>> sent) {
    Map<String, Value> properties = new LinkedHashMap<>();
    sent.forEach(
        (name, value) -> {
          if (!name.startsWith("$") && !NOT_PROPERTIES.contains(name) && value.isPresent()) {
            properties.put(CAMPAIGN.getOrDefault(name, name), value.get());
          }
        });
    boolean page = event.equals("$pageview");
    String prefix = page ? "" : "page.";
    put(properties, prefix + "url", CallParts.known(sent, "$current_url"));
    put(properties, prefix + "path", CallParts.known(sent, "$pathname"));
    put(
        properties,
        prefix + "referrer",
        CallParts.known(sent, "$referrer")
            .filter(referrer -> !referrer.equals(new Value.Text("$direct"))));
    put(properties, "name", CallParts.known(sent, "$screen_name"));
    if (page) {
      PageAddress.addPath(properties);
      return new Received.Happening(settings.pageType(), properties);
    }
    return new Received.Happening(
        event.equals("$screen") ? settings.screenType() : event, properties);
  }

  private static void put(Map<String, Value> properties, String name, Optional<Value> value) {
    value.ifPresent(known -> properties.putIfAbsent(name, known));
  }

  private static CallParts.Times times(Draft call, Draft outer, Reception reception) {
    Optional<Instant> sent =
        call.text("sent_at").or(() -> outer.text("sent_at")).flatMap(SentTime::read);
    boolean device =
        reception.browser()
            || CallParts.text(call.section(Section.PROPERTIES), "$lib")
                .filter(DEVICE_LIBRARIES::contains)
                .isPresent();
    Instant at =
        SentTime.of(call, "timestamp")
            .map(stamp -> EventClock.at(stamp, sent, reception.received(), device))
            .orElse(reception.received());
    return new CallParts.Times(at, sent);
  }
}
