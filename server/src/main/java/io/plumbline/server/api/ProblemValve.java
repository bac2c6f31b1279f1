package io.plumbline.server.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with a problem where the container refuses a request that nobody else gets to see. */
public final class ProblemValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    ProblemKind kind = kind(status);
    try {
      ProblemReply.write(response, Problem.of(kind, Problems.ofStatus(kind)));
    } catch (IOException gone) {
      LOG.debug("nobody was there to be told of status {}", status, gone);
    }
  }

  /** Versions and encodings that it does not know, 505 and 501, are a fault of the request. */
  private static ProblemKind kind(int status) {
    ProblemKind kind = ProblemKind.ofStatus(status);
    return kind == ProblemKind.INTERNAL && status != kind.status() ? ProblemKind.INVALID : kind;
  }
}
