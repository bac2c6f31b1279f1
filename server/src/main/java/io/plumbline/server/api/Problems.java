package io.plumbline.server.api;

import io.plumbline.server.Refusal;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** Turns whatever was thrown into the problem that the caller is told. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** What a caller should wait where the store is away and nobody can say for how long. */
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private static final int LONGEST_ECHO = 60;

  private Problems() {}

  /** The problem that a failure means; one that nobody expected is logged under a number. */
  public static Problem of(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof Refusal refusal) {
      ProblemKind kind = ProblemKind.of(refusal.code());
      return Problem.of(kind, message(refusal), refusal.flaws(), refusal.retryAfter());
    }
    if (cause instanceof StoreException store) {
      return ofStore(store);
    }
    return ofFramework(cause).orElseGet(() -> incident(ProblemKind.INTERNAL, cause));
  }

  private static Problem ofStore(StoreException failure) {
    ProblemKind kind = ProblemKind.of(failure.code());
    if (failure.code() == StoreException.Code.BROKEN) {
      return incident(kind, failure);
    }
    // The message names places of the machine: it is for the log, not for the caller.
    LOG.warn("the store refused work: {}: {}", failure.code(), failure.getMessage());
    Optional<Duration> pause =
        failure.code() == StoreException.Code.AWAY ? Optional.of(STORE_PAUSE) : Optional.empty();
    return Problem.of(kind, "Nothing was changed by this request.", List.of(), pause);
  }

  private static Optional<Problem> ofFramework(Throwable cause) {
    if (cause instanceof HttpMessageNotReadableException unreadable) {
      return Optional.of(invalid(unreadable(unreadable)));
    }
    if (cause instanceof JacksonException json) {
      return Optional.of(invalid(BodyMistake.of(json)));
    }
    if (cause instanceof MissingServletRequestParameterException missing) {
      return Optional.of(invalid("The parameter " + missing.getParameterName() + " is missing."));
    }
    if (cause instanceof MissingRequestHeaderException missing) {
      return Optional.of(invalid("The header " + missing.getHeaderName() + " is missing."));
    }
    if (cause instanceof InvalidParameterException) {
      return Optional.of(
          invalid("The parameters cannot be read: a % is not followed by two hexadecimal digits."));
    }
    if (cause instanceof TypeMismatchException mismatch) {
      return Optional.of(invalid(mismatch(mismatch)));
    }
    if (cause instanceof HttpRequestMethodNotSupportedException method) {
      return Optional.of(
          Problem.of(
              ProblemKind.METHOD_NOT_ALLOWED,
              "The method "
                  + method.getMethod()
                  + " is not known here; the header Allow says which"
                  + " are."));
    }
    if (cause instanceof HttpMediaTypeNotSupportedException media) {
      return Optional.of(Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, mediaType(media)));
    }
    if (cause instanceof AsyncRequestTimeoutException) {
      return Optional.of(Problem.of(ProblemKind.UNAVAILABLE, "It took too long and was given up."));
    }
    if (cause instanceof ErrorResponse response) {
      ProblemKind kind = ProblemKind.ofStatus(response.getStatusCode().value());
      return kind == ProblemKind.INTERNAL
          ? Optional.empty()
          : Optional.of(Problem.of(kind, ofStatus(kind)));
    }
    return Optional.empty();
  }

  /** What to say of a status that comes without any more knowledge. */
  static String ofStatus(ProblemKind kind) {
    return kind == ProblemKind.NOT_FOUND
        ? "Nothing is served at this address."
        : kind.title() + ".";
  }

  private static Problem invalid(String detail) {
    return Problem.of(ProblemKind.INVALID, detail);
  }

  private static String unreadable(HttpMessageNotReadableException failure) {
    return failure.getCause() instanceof JacksonException json
        ? BodyMistake.of(json)
        : "The body is missing or cannot be read.";
  }

  private static String mediaType(HttpMediaTypeNotSupportedException failure) {
    MediaType found = failure.getContentType();
    return "The header Content-Type is "
        + (found == null ? "missing" : quoted(found.getType() + "/" + found.getSubtype()))
        + "; expected "
        + failure.getSupportedMediaTypes().stream()
            .filter(type -> !type.isWildcardSubtype())
            .map(MediaType::toString)
            .distinct()
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String mismatch(TypeMismatchException failure) {
    String name =
        failure instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(failure.getPropertyName());
    return "The parameter "
        + name
        + " is "
        + quoted(String.valueOf(failure.getValue()))
        + "; expected "
        + wanted(
            failure instanceof MethodArgumentTypeMismatchException argument
                ? argument.getParameter().nestedIfOptional().getNestedParameterType()
                : failure.getRequiredType())
        + ".";
  }

  private static String wanted(@Nullable Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == Instant.class) {
      return "an instant such as 2026-11-21T10:00:00Z";
    }
    boolean number = type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type));
    return number ? "a number" : "another kind of value";
  }

  /** What somebody sent, short enough to be shown again. */
  public static String quoted(String text) {
    String shown = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "…" : text;
    return '"' + shown + '"';
  }

  private static Problem incident(ProblemKind kind, Throwable cause) {
    String incident = UUID.randomUUID().toString();
    LOG.error("incident {}", incident, cause);
    return Problem.incident(kind, incident);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "" : message;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < 10; depth++) {
      Throwable inner = inner(cause);
      if (inner == cause) {
        return cause;
      }
      cause = inner;
    }
    return cause;
  }

  /** A refusal that a reader of the body or a future has wrapped; else the failure itself. */
  private static Throwable inner(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wraps =
        failure instanceof CompletionException
            || failure instanceof ExecutionException
            || cause instanceof Refusal;
    return wraps && cause != null ? cause : failure;
  }
}
