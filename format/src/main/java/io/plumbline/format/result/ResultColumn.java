package io.plumbline.format.result;

import io.plumbline.core.population.ScoreColumns;
import java.util.List;

/** One column of a result. */
sealed interface ResultColumn {
  String name();

  /** The lead's id. */
  record Id(String name) implements ResultColumn {}

  /** A number of thousandths; every row has one. */
  record Number(String name, Thousandths thousandths) implements ResultColumn {}

  /** One of a few texts, or none. */
  record Label(String name, List<String> labels, Place place) implements ResultColumn {
    public Label {
      labels = List.copyOf(labels);
    }
  }

  /** The explanation as JSON. */
  record Proof(String name) implements ResultColumn {}

  /** The number of a row. */
  interface Thousandths {
    long of(int row);
  }

  /** The place of a row's text among the labels, or {@link ScoreColumns#NONE}. */
  interface Place {
    int of(int row);
  }
}
