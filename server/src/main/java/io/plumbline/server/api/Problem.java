package io.plumbline.server.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.plumbline.server.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The reply to a request that was not fulfilled, as RFC 9457 says.
 *
 * @param type the kind's URI
 * @param detail what was found, what was expected and where; never internals
 * @param code the kind's name for machines
 * @param errors each thing that is wrong, where there may be several
 * @param incident under which the log tells more; only where the fault is the server's
 * @param retryAfter when trying again may help; sent as a header
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "errors", "incident"})
@Schema(
    description = "What went wrong, as RFC 9457 says.",
    requiredProperties = {"type", "title", "status", "detail", "code"})
public record Problem(
    @Schema(example = "urn:plumbline:problem:not-found") String type,
    @Schema(example = "There is no such thing") String title,
    @Schema(example = "404") int status,
    @Schema(example = "There is no lead with this id.") String detail,
    @Schema(example = "not-found") String code,
    @Schema(description = "Each thing that is wrong, where there may be several.")
        List<Refusal.Flaw> errors,
    @Schema(description = "Under which the server's log tells more.") Optional<String> incident,
    @JsonIgnore Optional<Duration> retryAfter) {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that whoever asks can do something about. */
  public static Problem of(ProblemKind kind, String detail) {
    return of(kind, detail, List.of(), Optional.empty());
  }

  static Problem of(
      ProblemKind kind, String detail, List<Refusal.Flaw> errors, Optional<Duration> retryAfter) {
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        detail,
        kind.code(),
        errors,
        Optional.empty(),
        retryAfter);
  }

  /** A problem that only somebody who reads the log can do something about. */
  static Problem incident(ProblemKind kind, String incident) {
    return new Problem(
        kind.type(),
        kind.title(),
        kind.status(),
        "The server's log says more under the incident's number.",
        kind.code(),
        List.of(),
        Optional.of(incident),
        Optional.empty());
  }
}
