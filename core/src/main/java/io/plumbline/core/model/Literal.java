package io.plumbline.core.model;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A value written in a model; its type is the type of the comparison. */
public sealed interface Literal {

  record Text(String text) implements Literal {}

  record Decimal(BigDecimal number) implements Literal {}

  record Bool(boolean truth) implements Literal {}

  record Date(LocalDate date) implements Literal {}
}
