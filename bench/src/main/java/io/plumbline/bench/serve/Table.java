package io.plumbline.bench.serve;

/** Figures beside the goals, as a table in Markdown; last what a peer took. */
final class Table {
  private final StringBuilder rows = new StringBuilder("| work | goal | here |\n|---|---:|---:|\n");

  void row(String work, String goal, String here) {
    rows.append("| ").append(work).append(" | ").append(goal).append(" | ").append(here);
    rows.append(" |\n");
    System.err.println(work + ": " + here);
  }

  @Override
  public String toString() {
    return rows
        + """
        | Apache Unomi 2.1, re-scoring 100,000 leads with 2 million events | | 74 s |
        | Apache Unomi 2.1, live events a second from one client | | 45 to 53 |
        """;
  }
}
