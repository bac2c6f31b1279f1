package io.plumbline.server.leads;

import io.plumbline.server.api.ApiHeaders;
import io.plumbline.server.api.KnownParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything at once, as a file, written while it is read. */
@RestController
@Tag(name = "exports", description = "Everything at once, as a file.")
public final class ExportController {
  private static final String DISPOSITION = ApiHeaders.PLACE + "Content-Disposition";
  private static final List<String> LINES = List.of("x-ndjson");

  private final LeadExport leads;
  private final EventExport events;

  public ExportController(LeadExport leads, EventExport events) {
    this.leads = leads;
    this.events = events;
  }

  @GetMapping(
      value = "/api/v1/exports/leads",
      produces = {"text/csv", "application/x-ndjson"})
  @Operation(
      operationId = "exportLeads",
      summary = "Export leads",
      description =
          "All leads that the filters leave, in the order asked for, with the columns of a result"
              + " file and the attributes asked for. In CSV a text that begins with = + - @, a tab"
              + " or the end of a line gets an apostrophe before it, so that no spreadsheet takes"
              + " it for a formula.")
  @ApiResponse(
      responseCode = "200",
      description = "The file.",
      headers = @Header(name = "Content-Disposition", ref = DISPOSITION),
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
      })
  @FilterParameters
  @Parameter(
      in = ParameterIn.QUERY,
      name = "format",
      description = "The kind of file; CSV where neither this nor Accept says which.",
      schema = @Schema(allowableValues = {"csv", "ndjson"}))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "escape_formulas",
      description = "Whether texts that look like formulas get an apostrophe, in CSV.",
      schema = @Schema(type = "boolean", defaultValue = "true"))
  public void leads(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> all,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    boolean lines = headers.getAccept().stream().map(MediaType::getSubtype).toList().equals(LINES);
    LeadExport.Begun export =
        leads.begin(
            new ListRequest(all, Set.of("format", "escape_formulas")), lines ? "ndjson" : "csv");
    response.setContentType(export.contentType());
    response.setHeader("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
    // Closed by the container alone: an export that fails half way must not end as a whole one
    // does.
    export.writeTo(StreamUtils.nonClosing(response.getOutputStream()));
  }

  @GetMapping(value = "/api/v1/exports/events", produces = "application/x-ndjson")
  @Operation(
      operationId = "exportEvents",
      summary = "Export events",
      description =
          "All events as received, one JSON object a line: lead_id, event, time, event_id and"
              + " properties; those of each id of a lead together.")
  @ApiResponse(
      responseCode = "200",
      description = "The file.",
      headers = @Header(name = "Content-Disposition", ref = DISPOSITION),
      content = @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "type",
      description = "Only events of these types, separated by commas.",
      example = "page_view")
  public void events(
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> all,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    for (String name : all.keySet()) {
      if (!name.equals("type")) {
        throw KnownParameters.unknown(name, Set.of("type"));
      }
    }
    events.write(all.getOrDefault("type", List.of()), response);
  }
}
