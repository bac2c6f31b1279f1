package io.plumbline.server.live;

import io.plumbline.core.fact.Event;
import io.plumbline.store.ScoreChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A subject that one transaction concerns: what came to it and what has to be written of it. */
final class Affected {
  private final long subject;
  private final Standing standing;
  private final Cause cause = new Cause();
  private final List<Event> events = new ArrayList<>();
  private Optional<String> goneAs = Optional.empty();
  private boolean rebuild;
  private boolean changed;

  Affected(long subject, Standing standing) {
    this.subject = subject;
    this.standing = standing;
    rebuild = standing.folded().isEmpty();
  }

  long subject() {
    return subject;
  }

  Standing standing() {
    return standing;
  }

  Cause cause() {
    return cause;
  }

  /** An event that is to be folded, unless all facts are read again anyway. */
  void happened(Event event) {
    cause.add(Kind.EVENT, event.id());
    events.add(event);
    changed = true;
  }

  void learned(String attribute) {
    cause.add(Kind.ATTRIBUTE, attribute);
    changed = true;
  }

  /** The events to fold. */
  List<Event> events() {
    return events;
  }

  /** That its state must be written although its score may stay. */
  void change() {
    changed = true;
  }

  boolean isChanged() {
    return changed;
  }

  /** That what was folded is no base to go on from. */
  void rebuild() {
    rebuild = true;
    changed = true;
  }

  boolean mustRebuild() {
    return rebuild;
  }

  void rebuilt(FoldedSubject folded) {
    standing.fold(folded);
    rebuild = false;
    changed = true;
    events.clear();
  }

  /** That it is no subject of its own any more. */
  void leave(String id) {
    goneAs = Optional.of(id);
    changed = true;
  }

  boolean isGone() {
    return goneAs.isPresent();
  }

  String goneId() {
    return goneAs.orElse("");
  }
}
