package io.plumbline.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The 24 rules as one SQL statement in DuckDB, two threads. Ages are UTC days, points whole
 * thousandths, rounded where the specification rounds, so that its sum is ours.
 */
final class DuckDb {
  private DuckDb() {}

  static String select(String leads, String events) {
    String sql =
        """
        with raw as (select lead_id, type, 20254 - ts // 86400 as age from EVENTS),
        e as (
          select lead_id,
            count(*) filter (where type = 'pricing_view' and age < 30) pricing,
            count(*) filter (where type = 'page_view' and age < 30) page,
            count(*) filter (where type = 'email_open' and age < 90) opens,
            count(*) filter (where type = 'email_click' and age < 90) clicks,
            count(*) filter (where type = 'careers_view' and age < 90) careers,
            count(*) filter (where type = 'demo_request' and age < 180) demo,
            count(*) filter (where type = 'unsubscribe') unsub,
            coalesce(DOWNLOADS, 0) dl, coalesce(WEBINARS, 0) web,
            coalesce(FORMS, 0) form, coalesce(TRIALS, 0) trial,
            min(age) idle
          from raw group by lead_id),
        s as (
          select l.lead_id,
            (case when seniority = 5 then 20 else 0 end)
            + (case when seniority in (3, 4) then 10 else 0 end)
            + (case when jobfn between 1 and 3 then 8 else 0 end)
            + (case when industry < 5 then 10 else 0 end)
            + (case when industry >= 18 then -10 else 0 end)
            + (case when employees >= 200 and employees < 1000 then 8 else 0 end)
            + (case when employees >= 1000 then 15 else 0 end)
            + (case when revenue >= 50000000 then 10 else 0 end)
            + (case when country in (1, 7, 11, 30) then 5 else 0 end)
            + (case when freemail then -10 else 0 end)
            + (case when competitor then -50 else 0 end)
            + (case when phone and source in (2, 5) then 6 else 0 end) as who,
            case when e.lead_id is null then 0 else
              1000 * ((case when pricing >= 6 then 15 when pricing >= 3 then 10
                when pricing >= 1 then 5 else 0 end)
              + (case when page >= 10 then 6 when page >= 5 then 3 else 0 end)
              + least(10, opens) + least(15, 3 * clicks)
              + (case when demo > 0 then 30 else 0 end)
              + (case when careers >= 2 then -15 else 0 end)
              + (case when unsub > 0 then -40 else 0 end)
              + (case when idle > 90 then -40 when idle > 60 then -20
                when idle > 30 then -10 else 0 end))
              + least(20000, (5000 * dl + 500000) // 1000000)
              + least(30000, (10000 * web + 500000) // 1000000)
              + (8000 * form + 500000) // 1000000
              + (20000 * trial + 500000) // 1000000 end as does
          from LEADS l left join e on e.lead_id = l.lead_id)
        select lead_id, greatest(0, least(100000, 1000 * who + does)) / 1000.0 as total from s
        """;
    return sql.replace("DOWNLOADS", weight(30, "download"))
        .replace("WEBINARS", weight(60, "webinar_attend"))
        .replace("FORMS", weight(45, "form_submit"))
        .replace("TRIALS", weight(14, "trial_start"))
        .replace("LEADS", leads)
        .replace("EVENTS", events);
  }

  private static String weight(int days, String type) {
    return String.format(
        Locale.ROOT,
        "sum(round(1000000 * pow(0.5, age / %d.0))::bigint) filter (where type = '%s')",
        days,
        type);
  }

  static Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("set threads = 2");
      statement.execute("set memory_limit = '6GB'");
    }
    return connection;
  }

  /**
   * Whole process: files in, scores out: {@code csv|parquet FOLDER OUT} or {@code prepare FOLDER}.
   */
  public static void main(String[] args) throws SQLException {
    String folder = args[1];
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      if (args[0].equals("prepare")) {
        prepare(statement, folder);
      } else {
        String kind = "." + args[0] + "'";
        String select = select("'" + folder + "/leads" + kind, "'" + folder + "/events" + kind);
        statement.execute("copy (" + select + ") to '" + args[2] + "' (format csv)");
      }
    }
  }

  private static void prepare(Statement statement, String folder) throws SQLException {
    for (String table : new String[] {"leads", "events"}) {
      String file = folder + "/" + table;
      if (!Files.exists(Path.of(file + ".parquet"))) {
        statement.execute("copy (select * from '" + file + ".csv') to '" + file + ".parquet'");
      }
    }
  }

  /** Scores from tables in memory: the sum of all scores, in thousandths. */
  static long sumFromTables(Statement statement) throws SQLException {
    statement.execute("create or replace table scores as " + select("ld", "ev"));
    String sum = "select sum(round(total * 1000)::bigint) from scores";
    try (ResultSet result = statement.executeQuery(sum)) {
      result.next();
      return result.getLong(1);
    }
  }
}
