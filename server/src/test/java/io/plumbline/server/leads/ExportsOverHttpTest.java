package io.plumbline.server.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports as a client of a whole server sees them. */
@Timeout(120)
final class ExportsOverHttpTest {
  @TempDir static Path folder;
  private static LeadsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LeadsServer.withLeads(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void export_asCsv_hasTheColumnsOfAResultFileAndNoFormulas() throws Exception {
    HttpResponse<String> reply =
        server.call(
            "GET", "exports/leads?sort=id&attributes=name,company&q=a&disqualified=false", "");

    assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(reply.body().lines().toList())
        .startsWith(
            "lead_id,total,fit,fit_grade,interest,interest_grade,cell,band,qualified_by,"
                + "disqualified_by,coverage,attribute.name,attribute.company")
        .contains("ana,23,20,B,3,2,B2,warm,,,50,,\"Acme, Inc\"")
        .anyMatch(line -> line.startsWith("carl,") && line.endsWith(",'=1+1,"));
    assertThat(server.call("GET", "exports/leads?attributes=name&escape_formulas=false", "").body())
        .contains(",=1+1");
  }

  @Test
  void export_asNdjson_hasAnObjectALine() throws Exception {
    HttpResponse<String> reply = server.call("GET", "exports/leads?format=ndjson&q=ana@", "");

    assertThat(reply.body())
        .isEqualTo(
            "{\"lead_id\":\"ana\",\"total\":23,\"fit\":20,\"fit_grade\":\"B\",\"interest\":3,"
                + "\"interest_grade\":\"2\",\"cell\":\"B2\",\"band\":\"warm\",\"coverage\":50}\n");
    assertThat(server.call("GET", "exports/leads?format=xml", "").statusCode()).isEqualTo(400);
    assertThat(server.call("GET", "exports/leads?band=tepid", "").statusCode()).isEqualTo(400);
  }

  @Test
  void export_ofEvents_hasThoseOfATypeWithTheirProperties() throws Exception {
    HttpResponse<String> reply = server.call("GET", "exports/events?type=Pricing%20Viewed", "");

    assertThat(reply.body().lines())
        .hasSize(2)
        .anyMatch(
            line ->
                line.startsWith("{\"lead_id\":\"ana\",\"event\":\"Pricing Viewed\",\"time\":")
                    && line.contains("\"event_id\":\"a1\",\"properties\":{\"plan\":\"pro\""));
    assertThat(server.call("GET", "exports/events?colour=red", "").statusCode()).isEqualTo(400);
  }

  @Test
  void export_withoutAFormat_isOfTheKindThatIsAccepted() throws Exception {
    HttpResponse<String> lines =
        server.call("GET", "exports/leads?q=ana", "", "Accept", "application/x-ndjson");
    HttpResponse<String> both =
        server.call("GET", "exports/leads?q=ana", "", "Accept", "text/csv, application/x-ndjson");

    assertThat(lines.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    assertThat(lines.body()).startsWith("{\"lead_id\":\"ana\"");
    assertThat(both.body()).startsWith("lead_id,");
    assertThat(server.call("GET", "exports/leads", "", "Accept", "image/png").statusCode())
        .isEqualTo(406);
  }

  @Test
  void export_ofTextsThatSpreadsheetsMightRun_keepsThemTexts() throws Exception {
    for (String begin : List.of("+", "-", "@", "\\t", "\\n", "＝")) {
      server.identify("eve", "\"note\":\"" + begin + "cmd|x\"");
      String csv = server.call("GET", "exports/leads?q=eve&attributes=note", "").body();
      assertThat(csv).contains("'" + begin.replace("\\t", "\t").replace("\\n", "\n") + "cmd|x");
    }
    server.identify("eve", "\"note\":-5");
    assertThat(server.call("GET", "exports/leads?q=eve&attributes=note", "").body())
        .contains(",-5");
    server.identify("eve", "\"note\":\"a \\\"b\\\", c\\nd\"");
    assertThat(server.call("GET", "exports/leads?q=eve&attributes=note", "").body())
        .contains(",\"a \"\"b\"\", c\nd\"");
  }
}
