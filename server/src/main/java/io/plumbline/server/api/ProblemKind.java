package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import io.plumbline.store.StoreException;
import java.util.Locale;

/** Everything that can go wrong with a request, with its status: the one table there is. */
public enum ProblemKind {
  INVALID(400, "The request cannot be understood"),
  UNAUTHENTICATED(401, "Credentials are missing or wrong"),
  FORBIDDEN(403, "This may not be done with these credentials"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "This address does not know the method"),
  NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
  CONFLICT(409, "The request contradicts what stands"),
  STALE(412, "It was changed by somebody else meanwhile"),
  TOO_LARGE(413, "The request is larger than the limit"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported"),
  UNPROCESSABLE(422, "The request says something that cannot be done"),
  TOO_MANY_REQUESTS(429, "Too many requests at once"),
  INTERNAL(500, "Something unexpected happened"),
  UNAVAILABLE(503, "The server cannot do this at present"),
  STORE_AWAY(503, "The store does not answer"),
  STORE_FULL(507, "There is no room left in the store"),
  STORE_IN_USE(503, "Another server writes to the store"),
  STORE_TOO_NEW(503, "The store was written by a newer version"),
  STORE_UNUSABLE(503, "The store cannot be opened"),
  STORE_BROKEN(500, "The store contradicts itself");

  private static final String PREFIX = "urn:plumbline:problem:";

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /** The same for every problem of the kind. */
  public String title() {
    return title;
  }

  /** The name for machines, such as {@code not-found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The URI of the kind. */
  public String type() {
    return PREFIX + code();
  }

  public static ProblemKind of(Refusal.Code code) {
    return switch (code) {
      case INVALID -> INVALID;
      case UNAUTHENTICATED -> UNAUTHENTICATED;
      case FORBIDDEN -> FORBIDDEN;
      case NOT_FOUND -> NOT_FOUND;
      case CONFLICT -> CONFLICT;
      case STALE -> STALE;
      case TOO_LARGE -> TOO_LARGE;
      case UNPROCESSABLE -> UNPROCESSABLE;
      case TOO_MANY -> TOO_MANY_REQUESTS;
      case UNAVAILABLE -> UNAVAILABLE;
    };
  }

  public static ProblemKind of(StoreException.Code code) {
    return switch (code) {
      case AWAY -> STORE_AWAY;
      case FULL -> STORE_FULL;
      case IN_USE -> STORE_IN_USE;
      case TOO_NEW -> STORE_TOO_NEW;
      case UNUSABLE -> STORE_UNUSABLE;
      case BROKEN -> STORE_BROKEN;
    };
  }

  /** The kind that a status of the framework stands for. */
  public static ProblemKind ofStatus(int status) {
    for (ProblemKind kind : values()) {
      if (kind.status == status) {
        return kind;
      }
    }
    return status >= 400 && status < 500 ? INVALID : INTERNAL;
  }
}
