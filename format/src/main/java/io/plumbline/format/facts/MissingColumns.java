package io.plumbline.format.facts;

import java.util.List;

/**
 * What a model looks at and no file that was read has a column for: it is unknown of every row.
 *
 * @param columns the names of the columns that were looked for
 * @param present the names of the columns that the files have
 */
public record MissingColumns(List<String> columns, List<String> present) {
  public MissingColumns {
    columns = List.copyOf(columns);
    present = List.copyOf(present);
  }
}
