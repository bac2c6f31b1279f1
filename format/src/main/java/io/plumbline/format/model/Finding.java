package io.plumbline.format.model;

import io.plumbline.core.model.Issue;

/** An issue and where it stands in the file. */
public record Finding(Issue issue, Position position) {

  /** Whether the file cannot be used for it. */
  public boolean isError() {
    return issue.severity() == Issue.Severity.ERROR;
  }
}
