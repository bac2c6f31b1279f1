package io.plumbline.server.publish;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the forms in which a model is given; {@link ModelBody} reads them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@RequestBody(
    required = true,
    description = "The YAML of the model alone, or JSON with more beside it.",
    content = {
      @Content(mediaType = "application/yaml", schema = @Schema(type = "string")),
      @Content(mediaType = "text/yaml", schema = @Schema(type = "string")),
      @Content(mediaType = "text/plain", schema = @Schema(type = "string")),
      @Content(
          mediaType = "application/json",
          schema = @Schema(implementation = ModelJson.Draft.class))
    })
@interface ModelText {}
