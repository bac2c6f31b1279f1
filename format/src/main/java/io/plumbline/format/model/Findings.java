package io.plumbline.format.model;

import io.plumbline.core.model.Issue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found wrong with a file so far, and which places could not be read for it. */
final class Findings {
  /** More are not kept: nobody reads them, and memory has an end. */
  static final int MAX = 10_000;

  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> unread = new HashSet<>();

  void error(String code, String path, Position position, String found, String expected) {
    add(new Finding(Issue.error(code, path, found, expected), position));
    unread.add(path);
  }

  void add(Finding finding) {
    if (findings.size() < MAX) {
      findings.add(finding);
    }
  }

  /** Notes a place of which nothing more should be said. */
  void unread(String path) {
    unread.add(path);
  }

  Set<String> unread() {
    return unread;
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  /** All findings by position. */
  List<Finding> sorted() {
    return findings.stream().sorted(Comparator.comparing(Finding::position)).toList();
  }
}
