package io.plumbline.server.leads;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.plumbline.core.fact.Value;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.json.ValueJson;
import io.plumbline.server.leads.SubjectIndex.ListPage;
import jakarta.servlet.http.HttpServletResponse;
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

  private final LeadIndex index;

  public LeadExport(LeadIndex index) {
    this.index = index;
  }

  private interface Sink {
    void row(Map<String, Value> cells) throws IOException;
  }

  void write(ListRequest request, HttpServletResponse response) throws IOException {
    String format = request.one("format").orElse("csv");
    if (!format.equals("csv") && !format.equals("ndjson")) {
      throw QueryWords.invalid("format", format, "csv or ndjson");
    }
    boolean escape = request.flag("escape_formulas").orElse(true);
    Optional<ScoringModel> model = index.model(false, request.model());
    ListQuery query = request.query(model);
    List<String> attributes = request.attributes();
    // Asked for before anything is written, so that a mistake is still answered as one.
    ListPage first = index.page(false, query, attributes, ROWS, Optional.empty());
    response.setContentType(
        format.equals("csv") ? "text/csv;charset=UTF-8" : "application/x-ndjson");
    response.setHeader("Content-Disposition", "attachment; filename=\"leads." + format + "\"");
    List<String> columns = columns(model, attributes);
    OutputStream out = response.getOutputStream();
    if (format.equals("csv")) {
      try (CsvWriter csv = csv(out)) {
        csv.writeRecord(columns);
        pages(query, attributes, first, cells -> csv.writeRecord(cells(columns, cells, escape)));
      }
    } else {
      try (JsonGenerator json =
          ValueJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
        pages(query, attributes, first, cells -> line(json, columns, cells));
      }
    }
  }

  private static CsvWriter csv(OutputStream out) {
    return CsvWriter.builder()
        .lineDelimiter(LineDelimiter.LF)
        .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
  }

  private void pages(ListQuery query, List<String> attributes, ListPage first, Sink sink)
      throws IOException {
    ListPage page = first;
    while (true) {
      for (ListedSubject subject : page.items()) {
        sink.row(cells(subject));
      }
      if (page.next().isEmpty()) {
        return;
      }
      page = index.page(false, query, attributes, ROWS, page.next());
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
        value instanceof Value.Text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
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
