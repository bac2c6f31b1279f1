package io.plumbline.core.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The errors found so far, which keeps out those that would only follow from others: where a
 * group's rule is broken, nobody knows yet what the group's largest sum is.
 */
final class IssueLog {
  private final List<Issue> issues = new ArrayList<>();
  private final Set<String> places = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private final NavigableSet<String> parts = new TreeSet<>();

  IssueLog(Collection<String> unread) {
    unread.forEach(this::mark);
  }

  List<Issue> issues() {
    return List.copyOf(issues);
  }

  /** Adds an error, unless something at its place, above it or in it is wrong already. */
  void error(String code, String path, String found, String expected) {
    if (isSound(path)) {
      issues.add(Issue.error(code, path, found, expected));
      mark(path);
    }
  }

  /** Adds an error about a name, which leaves what stands under the name as sound as it was. */
  void errorAtName(String code, String path, String found, String expected) {
    if (isRead(path) && named.add(code + path)) {
      issues.add(Issue.error(code, path, found, expected));
    }
  }

  /** Whether nothing is wrong at a place, above it or, but for ids and captions, in it. */
  boolean isSound(String path) {
    if (!isRead(path)) {
      return false;
    }
    String next = parts.ceiling(path + "/");
    return next == null || !next.startsWith(path + "/");
  }

  /** Whether nothing is wrong at a place or above it. */
  boolean isRead(String path) {
    int end = path.length();
    while (end >= 0) {
      if (places.contains(path.substring(0, end))) {
        return false;
      }
      end = path.lastIndexOf('/', end - 1);
    }
    return true;
  }

  private void mark(String path) {
    places.add(path);
    String key = path.substring(path.lastIndexOf('/') + 1);
    if (!key.equals("id") && !key.equals("title") && !key.equals("description")) {
      parts.add(path);
    }
  }
}
