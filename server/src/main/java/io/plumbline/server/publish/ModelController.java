package io.plumbline.server.publish;

import io.plumbline.server.api.ApiHeaders;
import io.plumbline.server.api.ApiPaths;
import io.plumbline.server.api.Cursor;
import io.plumbline.server.api.EntityTag;
import io.plumbline.server.api.Page;
import io.plumbline.server.publish.ModelJson.Checked;
import io.plumbline.server.publish.ModelJson.Given;
import io.plumbline.server.publish.ModelJson.Model;
import io.plumbline.server.publish.ModelJson.Models;
import io.plumbline.server.publish.ModelJson.Version;
import io.plumbline.server.publish.ModelJson.WholeVersion;
import io.plumbline.store.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models, their versions and texts over HTTP. */
@RestController
@RequestMapping(ApiPaths.API + "/models")
@Tag(name = "models", description = "What scores are given for, and how that changes.")
public final class ModelController {
  static final String YAML = "application/yaml";
  static final String TEXT_YAML = "text/yaml";

  private static final String ETAG = ApiHeaders.PLACE + HttpHeaders.ETAG;
  private static final String LOCATION = ApiHeaders.PLACE + HttpHeaders.LOCATION;

  private final Drafts drafts;

  public ModelController(Drafts drafts) {
    this.drafts = drafts;
  }

  @GetMapping
  @Operation(summary = "All models")
  Models list() {
    return new Models(drafts.overview().stream().map(Model::of).toList());
  }

  @PostMapping(
      consumes = {YAML, TEXT_YAML, MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
  @ModelText
  @Operation(summary = "Add a draft: a new version of the model that its text names")
  @ApiResponse(
      responseCode = "201",
      description = "The draft.",
      headers = {
        @Header(name = HttpHeaders.ETAG, ref = ETAG),
        @Header(name = HttpHeaders.LOCATION, ref = LOCATION)
      },
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "200",
      description = "The live version, which says exactly this: there is nothing to add.",
      headers = {
        @Header(name = HttpHeaders.ETAG, ref = ETAG),
        @Header(name = HttpHeaders.LOCATION, ref = LOCATION)
      },
      useReturnTypeSchema = true)
  ResponseEntity<Given> add(
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String type,
      @RequestParam Optional<String> note,
      @RequestParam("applies_to") Optional<String> appliesTo,
      @RequestBody String body,
      Principal principal) {
    Drafts.Given given =
        drafts.add(ModelBody.read(type, body, note, appliesTo), principal.getName());
    ModelVersion version = given.version();
    return ResponseEntity.status(given.unchanged() ? HttpStatus.OK : HttpStatus.CREATED)
        .header(
            HttpHeaders.LOCATION,
            ApiPaths.API + "/models/" + version.model() + "/versions/" + version.number())
        .header(HttpHeaders.ETAG, tag(version).header())
        .body(Given.of(given));
  }

  @GetMapping("/{model}")
  @Operation(summary = "One model")
  Model get(@PathVariable String model) {
    return Model.of(drafts.overview(model));
  }

  @GetMapping("/{model}/versions")
  @Operation(
      operationId = "listModelVersions",
      summary = "The versions of a model, the latest first")
  Page<Version> versions(
      @PathVariable String model,
      @RequestParam Optional<String> after,
      @RequestParam Optional<Integer> limit) {
    drafts.overview(model);
    String list = "model-versions:" + model;
    int most = Page.limit(limit);
    Optional<Integer> before = Cursor.key(list, after).map(Math::toIntExact);
    List<Version> versions =
        drafts.versions(model, before, most + 1).stream().map(Version::of).toList();
    return Page.cut(versions, most, it -> Cursor.ofKey(list, it.version()));
  }

  @GetMapping("/{model}/versions/{version}")
  @Operation(
      operationId = "getModelVersion",
      summary = "One version, with its text",
      parameters = @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER))
  @ApiResponse(
      responseCode = "200",
      description = "The version.",
      headers = @Header(name = HttpHeaders.ETAG, ref = ETAG),
      useReturnTypeSchema = true)
  ResponseEntity<WholeVersion> version(@PathVariable String model, @PathVariable int version) {
    ModelVersion found = drafts.version(model, version);
    return ResponseEntity.ok()
        .header(HttpHeaders.ETAG, tag(found).header())
        .body(new WholeVersion(Version.of(found), found.source()));
  }

  @GetMapping(value = "/{model}/versions/{version}/source", produces = YAML)
  @Operation(
      operationId = "getModelSource",
      summary = "The text of a version, exactly as it was given",
      parameters = @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER))
  @ApiResponse(
      responseCode = "200",
      description = "The text.",
      headers = @Header(name = HttpHeaders.ETAG, ref = ETAG),
      useReturnTypeSchema = true)
  ResponseEntity<String> source(@PathVariable String model, @PathVariable int version) {
    ModelVersion found = drafts.version(model, version);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(YAML + ";charset=UTF-8"))
        .header(HttpHeaders.ETAG, tag(found).header())
        .body(found.source());
  }

  @PutMapping(
      value = "/{model}/versions/{version}",
      consumes = {YAML, TEXT_YAML, MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
  @ModelText
  @Operation(
      operationId = "updateModelVersion",
      summary = "Change a draft; If-Match guards against the changes of others",
      parameters = @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER))
  @ApiResponse(
      responseCode = "200",
      description = "The draft as it is now.",
      headers = @Header(name = HttpHeaders.ETAG, ref = ETAG),
      useReturnTypeSchema = true)
  ResponseEntity<Given> update(
      @PathVariable String model,
      @PathVariable int version,
      @RequestHeader HttpHeaders headers,
      @RequestBody String body,
      Principal principal) {
    Optional<String> ifMatch = Optional.ofNullable(headers.getFirst(HttpHeaders.IF_MATCH));
    String type = String.valueOf(headers.getContentType());
    ModelVersion before = drafts.version(model, version);
    Optional<String> note = Optional.of(before.note());
    Optional<String> appliesTo = Optional.of(before.appliesTo());
    Drafts.Given given =
        drafts.update(
            model,
            version,
            ModelBody.read(type, body, note, appliesTo),
            principal.getName(),
            present -> tag(present).requireMatch(ifMatch));
    return ResponseEntity.ok()
        .header(HttpHeaders.ETAG, tag(given.version()).header())
        .body(Given.of(given));
  }

  @DeleteMapping("/{model}/versions/{version}")
  @Operation(
      operationId = "abandonModelVersion",
      summary = "Give a draft up; its text stays to be read")
  Version abandon(
      @PathVariable String model,
      @PathVariable int version,
      @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      Principal principal) {
    return Version.of(
        drafts.abandon(
            model, version, principal.getName(), present -> tag(present).requireMatch(ifMatch)));
  }

  @PostMapping(
      value = "/{model}/check",
      consumes = {YAML, TEXT_YAML, MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
  @ModelText
  @Operation(summary = "Find the mistakes in a text, without keeping it")
  Checked check(
      @PathVariable String model,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) String type,
      @RequestParam("applies_to") Optional<String> appliesTo,
      @RequestBody String body) {
    Drafts.ReadText read = drafts.check(ModelBody.read(type, body, Optional.empty(), appliesTo));
    return new Checked(read.model(), read.warnings());
  }

  @GetMapping("/{model}/diff")
  @Operation(operationId = "compareModelVersions", summary = "What differs between two versions")
  ModelDiff diff(
      @PathVariable String model,
      @Parameter(description = "The number of the earlier version.") @RequestParam int from,
      @Parameter(description = "The number of the later version.") @RequestParam int to) {
    return drafts.diff(model, from, to);
  }

  /** Changes exactly where a version does. */
  static EntityTag tag(ModelVersion version) {
    return new EntityTag(
        version.key() + "-" + version.revision() + "-" + ModelJson.word(version.status()));
  }
}
