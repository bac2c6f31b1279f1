package io.plumbline.server.collect;

import io.plumbline.core.fact.Value;
import io.plumbline.server.live.Received;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The calls of Segment's specification, as Segment's, RudderStack's, Customer.io's and Jitsu's
 * libraries send them.
 */
final class SegmentDialect implements Dialect {
  private static final String CALLS = "identify, track, page, screen, group or alias";
  private static final List<String> PAGE_FACTS = List.of("url", "path", "title", "referrer");
  private static final Set<String> DEVICE_CHANNELS = Set.of("web", "browser", "mobile");

  /** The libraries that run in browsers and on phones. */
  private static final Pattern DEVICE_LIBRARY =
      Pattern.compile(
          "(?i)(?<![a-z])(?:analytics\\.js|javascript sdk|ios|android|swift|kotlin|react-native"
              + "|flutter|xamarin|unity)(?![a-z])");

  private final CollectionSettings settings;

  SegmentDialect(CollectionSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Received> message(Draft call, Draft outer, Reception reception) {
    Call read = new Call(call, outer, reception);
    return Optional.of(
        parts(read).message(read.person(), read.messageId(), read.times(), reception));
  }

  private CallParts parts(Call read) {
    return switch (read.type()) {
      case "identify" -> CallParts.attributes(identified(read));
      case "track" -> CallParts.event(tracked(read), email(read));
      case "page" -> CallParts.event(page(read), email(read));
      case "screen" -> CallParts.event(screen(read), email(read));
      case "group" -> CallParts.attributes(email(read)).with(group(read));
      case "alias" -> CallParts.attributes(email(read)).with(alias(read));
      default ->
          throw new Unacceptable(
              "unknown_call",
              read.draft().path("type"),
              "found \"" + Unacceptable.shortened(read.type()) + "\", expected " + CALLS);
    };
  }

  private Map<String, Optional<Value>> identified(Call read) {
    Map<String, Optional<Value>> traits = new LinkedHashMap<>(read.section(Section.CONTEXT_TRAITS));
    traits.putAll(read.draft().section(Section.TRAITS));
    email(read).forEach(traits::putIfAbsent);
    return settings.canonicalNames() ? CanonicalNames.person(traits) : traits;
  }

  /** The address, wherever a call that does not identify anybody has it. */
  private static Map<String, Optional<Value>> email(Call read) {
    boolean traitsOfPerson = !read.type().equals("group");
    Optional<Value> found =
        traitsOfPerson
            ? CallParts.known(read.draft().section(Section.TRAITS), "email")
            : Optional.<Value>empty();
    Optional<Value> email =
        found
            .or(() -> CallParts.known(read.section(Section.CONTEXT_TRAITS), "email"))
            .or(() -> read.draft().text("email").map(Value.Text::new));
    return email.isPresent() ? Map.of("email", email) : Map.of();
  }

  private static Received.Happening tracked(Call read) {
    String type = read.draft().needed("event", CollectionLimits.TYPE_CHARACTERS);
    Map<String, Value> properties = properties(read);
    for (String fact : PAGE_FACTS) {
      CallParts.known(read.section(Section.PAGE), fact)
          .ifPresent(value -> properties.putIfAbsent("page." + fact, value));
    }
    return new Received.Happening(type, properties);
  }

  private Received.Happening page(Call read) {
    Map<String, Value> properties = named(read);
    for (String fact : PAGE_FACTS) {
      CallParts.known(read.section(Section.PAGE), fact)
          .ifPresent(value -> properties.putIfAbsent(fact, value));
    }
    PageAddress.addPath(properties);
    return new Received.Happening(settings.pageType(), properties);
  }

  private Received.Happening screen(Call read) {
    return new Received.Happening(settings.screenType(), named(read));
  }

  private static Map<String, Value> named(Call read) {
    Map<String, Value> properties = properties(read);
    for (String field : List.of("name", "category")) {
      read.draft()
          .text(field)
          .ifPresent(text -> properties.putIfAbsent(field, new Value.Text(text)));
    }
    return properties;
  }

  /** What is known of the event itself, and the campaign that brought the person there. */
  private static Map<String, Value> properties(Call read) {
    Map<String, Value> properties = new LinkedHashMap<>();
    read.draft()
        .section(Section.PROPERTIES)
        .forEach((name, value) -> value.ifPresent(known -> properties.put(name, known)));
    read.section(Section.CAMPAIGN)
        .forEach(
            (name, value) ->
                value.ifPresent(known -> properties.putIfAbsent("campaign." + name, known)));
    return properties;
  }

  private Received.Membership group(Call read) {
    Map<String, Optional<Value>> traits = read.draft().section(Section.TRAITS);
    return new Received.Membership(
        read.draft().needed("groupId", CollectionLimits.ID_CHARACTERS),
        settings.canonicalNames() ? CanonicalNames.account(traits) : traits);
  }

  private static Received.Alias alias(Call read) {
    return new Received.Alias(read.draft().needed("previousId", CollectionLimits.ID_CHARACTERS));
  }

  /** A call and what stands around it. */
  private record Call(Draft draft, Draft outer, Reception reception, String type) {
    Call(Draft draft, Draft outer, Reception reception) {
      this(draft, outer, reception, typeOf(draft, outer, reception));
    }

    /** The route's word counts only where the route is for one call, and one was sent. */
    private static String typeOf(Draft draft, Draft outer, Reception reception) {
      Optional<String> route = draft == outer ? reception.call() : Optional.empty();
      return route
          .or(() -> draft.text("type"))
          .orElseThrow(
              () ->
                  new Unacceptable(
                      "missing_field", draft.path("type"), "found nothing, expected " + CALLS))
          .toLowerCase(Locale.ROOT);
    }

    /** A part of the context: what the call says itself, before what is said around it. */
    Map<String, Optional<Value>> section(Section section) {
      Map<String, Optional<Value>> own = draft.section(section);
      Map<String, Optional<Value>> around = outer.section(section);
      if (draft == outer || around.isEmpty()) {
        return own;
      }
      Map<String, Optional<Value>> both = new LinkedHashMap<>(around);
      both.putAll(own);
      return both;
    }

    CallParts.Person person() {
      Optional<String> user = draft.text("userId", CollectionLimits.ID_CHARACTERS);
      Optional<String> anonymous = draft.text("anonymousId", CollectionLimits.ID_CHARACTERS);
      if (user.isEmpty() && anonymous.isEmpty()) {
        throw new Unacceptable(
            "missing_field", draft.path(), "found no userId and no anonymousId, expected one");
      }
      return new CallParts.Person(user, anonymous);
    }

    String messageId() {
      return reception.messageId(draft.text("messageId"));
    }

    CallParts.Times times() {
      Optional<Instant> sent =
          draft.text("sentAt").or(() -> outer.text("sentAt")).flatMap(SentTime::read);
      String field = draft.text("timestamp").isPresent() ? "timestamp" : "originalTimestamp";
      Instant received = reception.received();
      Instant at =
          SentTime.of(draft, field)
              .map(stamp -> EventClock.at(stamp, sent, received, isDevice()))
              .orElse(received);
      return new CallParts.Times(at, sent);
    }

    private boolean isDevice() {
      if (reception.browser()
          || draft.text("channel").filter(DEVICE_CHANNELS::contains).isPresent()) {
        return true;
      }
      return CallParts.text(section(Section.LIBRARY), "name")
          .filter(name -> DEVICE_LIBRARY.matcher(name).find())
          .isPresent();
    }
  }
}
