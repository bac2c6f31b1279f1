package io.plumbline.server.leads;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes how a list is read page by page. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Parameter(
    in = ParameterIn.QUERY,
    name = "limit",
    description = "How many items a page has at most.",
    schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"),
    example = "50")
@Parameter(
    in = ParameterIn.QUERY,
    name = "after",
    description = "The paging.next of the page before; the first page where it is left out.")
@interface PageParameters {}
