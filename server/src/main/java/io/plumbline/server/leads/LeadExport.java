package io.plumbline.server.leads;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.json.ValueJson;
import io.plumbline.server.leads.SubjectIndex.ListPage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes all leads of a list, a big page at a time. */
public final class LeadExport {
  private static final int ROWS = 20_000;

  /** How formulas begin in spreadsheets, those of East Asian keyboards too. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private final LeadIndex index;
  private final int rows;

  public LeadExport(LeadIndex index) {
    this(index, ROWS);
  }

  /** With pages of another size. */
  LeadExport(LeadIndex index, int rows) {
    this.index = index;
    this.rows = rows;
  }

  private interface Sink {
    void row(Map<String, Value> cells) throws IOException;
  }

  /**
   * Begins an export of all leads that a request names, under the versions that are in effect now;
   * refuses what cannot be understood.
   *
   * @param usual its format where the request does not say
   */
  Begun begin(ListRequest request, String usual) {
    String format = request.one("format").orElse(usual);
    if (!format.equals("csv") && !format.equals("ndjson")) {
      throw QueryWords.invalid("format", format, "csv or ndjson");
    }
    boolean escape = request.flag("escape_formulas").orElse(true);
    ListView view = index.view(false, request.model());
    ListQuery query = request.query(view.model());
    List<String> attributes = request.attributes();
    // Asked for before anything is written, so that a mistake is still answered as one.
    ListPage first = index.page(view, query, attributes, rows, Optional.empty());
    return new Begun(format.equals("csv"), escape, new Pages(view, query, attributes, first));
  }

  private record Pages(ListView view, ListQuery query, List<String> attributes, ListPage first) {}

  /** An export whose first page was found. */
  final class Begun {
    private final boolean csv;
    private final boolean escape;
    private final Pages pages;

    private Begun(boolean csv, boolean escape, Pages pages) {
      this.csv = csv;
      this.escape = escape;
      this.pages = pages;
    }

    String contentType() {
      return csv ? "text/csv;charset=UTF-8" : "application/x-ndjson";
    }

    String fileName() {
      return csv ? "leads.csv" : "leads.ndjson";
    }

    /** Writes all of it; each page is looked for when those before it are written. */
    void writeTo(OutputStream out) throws IOException {
      List<String> columns = columns(pages.view().model(), pages.attributes());
      if (csv) {
        try (CsvWriter lines = csv(out)) {
          lines.writeRecord(columns);
          write(pages, cells -> lines.writeRecord(cells(columns, cells, escape)));
        }
      } else {
        try (JsonGenerator json =
            ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
          write(pages, cells -> line(json, columns, cells));
        }
      }
    }
  }

  private static CsvWriter csv(OutputStream out) {
    return CsvWriter.builder()
        .lineDelimiter(LineDelimiter.LF)
        .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
  }

  private void write(Pages pages, Sink sink) throws IOException {
    ListPage page = pages.first();
    while (true) {
      for (ListedSubject subject : page.items()) {
        sink.row(cells(subject));
      }
      if (page.next().isEmpty()) {
        return;
      }
      page = index.page(pages.view(), pages.query(), pages.attributes(), rows, page.next());
    }
  }

  /** The columns of a result file, as the specification orders them, then the attributes. */
  private static List<String> columns(Optional<ScoringModel> model, List<String> attributes) {
    List<String> columns = new ArrayList<>(List.of("lead_id"));
    model.ifPresent(it -> scored(it, columns));
    for (String name : attributes) {
      columns.add(attribute(name));
    }
    return columns;
  }

  private static void scored(ScoringModel model, List<String> columns) {
    if (model.hasTotal()) {
      columns.add("total");
    }
    model
        .scores()
        .forEach(
            score -> {
              columns.add(score.name());
              if (!score.grades().isEmpty()) {
                columns.add(score.name() + "_grade");
              }
            });
    if (model.matrix().isPresent()) {
      columns.add("cell");
    }
    if (!model.bands().isEmpty() || !model.disqualifiers().isEmpty()) {
      columns.add("band");
    }
    if (!model.qualifiers().isEmpty()) {
      columns.add("qualified_by");
    }
    if (!model.disqualifiers().isEmpty()) {
      columns.add("disqualified_by");
    }
    columns.add("coverage");
  }

  private static String attribute(String name) {
    return "attribute." + name;
  }

  private static Map<String, Value> cells(ListedSubject subject) {
    Map<String, Value> cells = new LinkedHashMap<>();
    cells.put("lead_id", new Value.Text(subject.id()));
    subject.score().ifPresent(score -> scored(score, cells));
    subject.attributes().forEach((name, value) -> cells.put(attribute(name), value));
    return cells;
  }

  private static void scored(ListedScore score, Map<String, Value> cells) {
    score.total().ifPresent(total -> cells.put("total", number(total)));
    for (ListedScore.Dimension each : score.scores()) {
      cells.put(each.name(), number(each.points()));
      text(cells, each.name() + "_grade", each.grade());
    }
    text(cells, "cell", score.cell());
    text(cells, "band", score.band());
    text(cells, "qualified_by", score.qualifiedBy());
    text(cells, "disqualified_by", score.disqualifiedBy());
    cells.put("coverage", number(score.coverage()));
  }

  private static void text(Map<String, Value> cells, String name, Optional<String> text) {
    text.ifPresent(it -> cells.put(name, new Value.Text(it)));
  }

  private static Value number(Points points) {
    return new Value.Decimal(points.toDecimal());
  }

  private static List<String> cells(
      List<String> columns, Map<String, Value> cells, boolean escape) {
    List<String> row = new ArrayList<>(columns.size());
    for (String column : columns) {
      row.add(Optional.ofNullable(cells.get(column)).map(it -> cell(it, escape)).orElse(""));
    }
    return row;
  }

  private static String cell(Value value, boolean escape) {
    if (value instanceof Value.Many) {
      String map = new String(ValueJson.writeMap(Map.of("v", value)), StandardCharsets.UTF_8);
      return map.substring("{\"v\":".length(), map.length() - 1);
    }
    String text = ValueJson.wellFormed(ValueCode.plain(value));
    boolean formula =
        value instanceof Value.Text && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return escape && formula ? "'" + text : text;
  }

  private static void line(JsonGenerator json, List<String> columns, Map<String, Value> cells) {
    json.writeStartObject();
    for (String column : columns) {
      Value value = cells.get(column);
      if (value != null) {
        json.writeName(ValueJson.wellFormed(column));
        ValueJson.write(json, value);
      }
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
