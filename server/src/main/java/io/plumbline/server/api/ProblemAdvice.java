package io.plumbline.server.api;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers whatever a controller throws with a problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemAdvice {

  /** Security answers these itself, in the filter before us. */
  @SuppressWarnings("DoNotCallSuggester") // The framework calls it, and must.
  @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
  public void security(RuntimeException failure) {
    throw failure;
  }

  /** The client has gone: there is nobody to tell. */
  @ExceptionHandler(AsyncRequestNotUsableException.class)
  public void gone() {}

  @ExceptionHandler(Exception.class)
  public void any(Exception failure, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      // The container cuts the connection: half an answer must not end as a whole one does.
      throw failure;
    }
    if (failure instanceof ErrorResponse known) {
      // What the framework knows of Allow and Accept is of use to the caller.
      known
          .getHeaders()
          .forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }
    ProblemReply.write(response, Problems.of(failure));
  }
}
