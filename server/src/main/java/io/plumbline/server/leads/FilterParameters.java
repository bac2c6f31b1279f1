package io.plumbline.server.leads;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What lists can be filtered and sorted by; {@link ListRequest} takes these names, no others. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Parameter(
    in = QUERY,
    name = "model",
    description = "Whose scores are meant; the first live model where it is left out.",
    example = "b2b-saas")
@Parameter(
    in = QUERY,
    name = "q",
    description =
        "Text that stands in the id, e-mail address, name or company; case and width do not"
            + " matter.",
    example = "acme")
@Parameter(
    in = QUERY,
    name = "total_at_least",
    description = "The lowest total.",
    schema = @Schema(type = "number"),
    example = "40")
@Parameter(
    in = QUERY,
    name = "total_at_most",
    description = "The highest total.",
    schema = @Schema(type = "number"),
    example = "80")
@Parameter(
    in = QUERY,
    name = "score",
    description =
        "A bound of one score, as NAME:at_least:POINTS or NAME:at_most:POINTS; may be repeated.",
    array = @ArraySchema(schema = @Schema(type = "string")),
    example = "fit:at_least:20")
@Parameter(
    in = QUERY,
    name = "grade",
    description =
        "Grades of a score, as NAME:GRADE,GRADE; may be repeated. The name may be left out where"
            + " the model has one score with grades.",
    array = @ArraySchema(schema = @Schema(type = "string")),
    example = "fit:A,B")
@Parameter(
    in = QUERY,
    name = "cell",
    description = "Cells of the matrix, separated by commas.",
    example = "A1,A2")
@Parameter(
    in = QUERY,
    name = "band",
    description = "Bands, separated by commas; disqualified is one.",
    example = "hot,warm")
@Parameter(
    in = QUERY,
    name = "disqualified",
    description = "Whether an entry disqualifies.",
    schema = @Schema(type = "boolean"),
    example = "false")
@Parameter(
    in = QUERY,
    name = "qualified",
    description = "Whether an entry qualifies.",
    schema = @Schema(type = "boolean"),
    example = "true")
@Parameter(
    in = QUERY,
    name = "active_after",
    description = "Only with an event after this instant, or day in UTC.",
    example = "2026-11-01")
@Parameter(
    in = QUERY,
    name = "active_before",
    description = "Only with a last event before this instant, or day in UTC.",
    example = "2026-11-21T10:00:00Z")
@Parameter(
    in = QUERY,
    name = "created_after",
    description = "Only first seen after this instant, or day in UTC.",
    example = "2026-01-01")
@Parameter(
    in = QUERY,
    name = "created_before",
    description = "Only first seen before this instant, or day in UTC.",
    example = "2026-12-01")
@Parameter(
    in = QUERY,
    name = "attribute",
    description =
        "A test of an attribute, as NAME:OPERATOR:VALUE; may be repeated, and all must hold, but"
            + " several tests by is of one attribute are alternatives. Operators: is, is_not, in,"
            + " not_in (values between commas), contains, starts_with, at_least, at_most (numbers"
            + " or dates), exists (true or false).",
    array = @ArraySchema(schema = @Schema(type = "string")),
    example = "country:in:RO,DE")
@Parameter(
    in = QUERY,
    name = "attributes",
    description = "The attributes to show, separated by commas.",
    example = "email,company")
@Parameter(
    in = QUERY,
    name = "sort",
    description =
        "Keys separated by commas: id, total, cell, band, coverage, last_activity, created,"
            + " score:NAME, grade:NAME, attribute:NAME; with - before one, the highest, latest or"
            + " best comes first. What is unknown comes last, ties go by id.",
    example = "-total,attribute:company")
@interface FilterParameters {}
