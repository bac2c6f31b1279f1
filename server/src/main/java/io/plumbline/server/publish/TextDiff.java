package io.plumbline.server.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What changed from one text to another, line by line, in the unified form with three lines around
 * each change. Found by Myers' algorithm; texts that differ almost everywhere are shown as replaced
 * as a whole.
 */
final class TextDiff {
  private static final int AROUND = 3;

  /** Beyond so many removed and added lines the texts have nothing worth aligning. */
  private static final int MOST_EDITS = 4000;

  private final String[] before;
  private final String[] after;

  private TextDiff(String before, String after) {
    this.before = lines(before);
    this.after = lines(after);
  }

  /** The difference, empty where there is none; the names stand in its head. */
  static String unified(String beforeName, String before, String afterName, String after) {
    if (before.equals(after)) {
      return "";
    }
    TextDiff diff = new TextDiff(before, after);
    return "--- " + beforeName + "\n+++ " + afterName + "\n" + hunks(diff.edits());
  }

  private static String[] lines(String text) {
    String plain = text.replace("\r\n", "\n");
    String ended = plain.endsWith("\n") ? plain.substring(0, plain.length() - 1) : plain;
    return ended.isEmpty() ? new String[0] : ended.split("\n", -1);
  }

  /** A line that stays (' '), goes ('-') or comes ('+'), and where it stood and stands. */
  private record Edit(char kind, int old, int now, String line) {}

  private List<Edit> edits() {
    int head = 0;
    int shorter = Math.min(before.length, after.length);
    while (head < shorter && before[head].equals(after[head])) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before[before.length - 1 - tail].equals(after[after.length - 1 - tail])) {
      tail++;
    }
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < head; i++) {
      edits.add(new Edit(' ', i, i, before[i]));
    }
    edits.addAll(middle(head, before.length - tail, after.length - tail));
    for (int i = tail; i > 0; i--) {
      int old = before.length - i;
      edits.add(new Edit(' ', old, after.length - i, before[old]));
    }
    return edits;
  }

  private List<Edit> middle(int from, int oldEnd, int newEnd) {
    int olds = oldEnd - from;
    int news = newEnd - from;
    List<int[]> trace = new ArrayList<>();
    int[] furthest = new int[2 * (MOST_EDITS + 1) + 1];
    int zero = MOST_EDITS + 1;
    for (int d = 0; d <= Math.min(olds + news, MOST_EDITS); d++) {
      trace.add(Arrays.copyOfRange(furthest, zero - d - 1, zero + d + 2));
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1]);
        int x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
        while (x < olds && x - k < news && before[from + x].equals(after[from + x - k])) {
          x++;
        }
        furthest[zero + k] = x;
        if (x >= olds && x - k >= news) {
          return path(trace, from, olds, news);
        }
      }
    }
    return replaced(from, oldEnd, newEnd);
  }

  /** Walks back from the end; {@code trace[d]} holds the diagonals -d-1 to d+1 before step d. */
  private List<Edit> path(List<int[]> trace, int from, int olds, int news) {
    List<Edit> edits = new ArrayList<>();
    int x = olds;
    int y = news;
    for (int d = trace.size() - 1; d >= 0; d--) {
      int[] known = trace.get(d);
      int k = x - y;
      boolean down = k == -d || (k != d && known[d + k] < known[d + k + 2]);
      int lastK = down ? k + 1 : k - 1;
      int lastX = d == 0 ? 0 : known[d + 1 + lastK];
      int lastY = d == 0 ? 0 : lastX - lastK;
      while (x > lastX && y > lastY) {
        x--;
        y--;
        edits.add(new Edit(' ', from + x, from + y, before[from + x]));
      }
      if (d > 0 && down) {
        y--;
        edits.add(new Edit('+', from + x, from + y, after[from + y]));
      } else if (d > 0) {
        x--;
        edits.add(new Edit('-', from + x, from + y, before[from + x]));
      }
    }
    Collections.reverse(edits);
    return edits;
  }

  private List<Edit> replaced(int from, int oldEnd, int newEnd) {
    List<Edit> edits = new ArrayList<>();
    for (int i = from; i < oldEnd; i++) {
      edits.add(new Edit('-', i, from, before[i]));
    }
    for (int i = from; i < newEnd; i++) {
      edits.add(new Edit('+', oldEnd, i, after[i]));
    }
    return edits;
  }

  private static String hunks(List<Edit> edits) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < edits.size()) {
      if (edits.get(i).kind() == ' ') {
        i++;
        continue;
      }
      int start = Math.max(0, i - AROUND);
      int lastChange = i;
      for (int j = i; j < edits.size() && j - lastChange <= 2 * AROUND; j++) {
        lastChange = edits.get(j).kind() == ' ' ? lastChange : j;
      }
      int end = Math.min(edits.size(), lastChange + AROUND + 1);
      hunk(text, edits.subList(start, end));
      i = end;
    }
    return text.toString();
  }

  private static void hunk(StringBuilder text, List<Edit> edits) {
    long olds = edits.stream().filter(it -> it.kind() != '+').count();
    long news = edits.stream().filter(it -> it.kind() != '-').count();
    Edit first = edits.get(0);
    text.append("@@ -").append(place(first.old(), olds));
    text.append(" +").append(place(first.now(), news)).append(" @@\n");
    edits.forEach(it -> text.append(it.kind()).append(it.line()).append('\n'));
  }

  private static String place(int line, long count) {
    return (count == 0 ? line : line + 1) + (count == 1 ? "" : "," + count);
  }
}
