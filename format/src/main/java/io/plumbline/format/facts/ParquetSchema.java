package io.plumbline.format.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** The columns of a Parquet file that can be facts: plain cells, and lists of plain cells. */
final class ParquetSchema {
  /**
   * A column.
   *
   * @param path of its cells
   * @param list whether a row has a list of them
   * @param fullLevel the definition level of a cell that is there
   */
  record Column(String name, List<String> path, PrimitiveType type, boolean list, int fullLevel) {
    String[] pathArray() {
      return path.toArray(new String[0]);
    }
  }

  private final MessageType schema;

  ParquetSchema(MessageType schema) {
    this.schema = schema;
  }

  /** The names of all fields of a row. */
  List<String> names() {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  /** The column at a place; empty where its cells are objects, or lists in lists. */
  Optional<Column> column(int place) {
    Type field = schema.getType(place);
    boolean repeated = field.isRepetition(Repetition.REPEATED);
    if (field.isPrimitive()) {
      return Optional.of(column(List.of(field), repeated));
    }
    GroupType group = field.asGroupType();
    LogicalTypeAnnotation logical = group.getLogicalTypeAnnotation();
    boolean isList = logical instanceof ListLogicalTypeAnnotation && group.getFieldCount() == 1;
    if (repeated || !isList || !group.getType(0).isRepetition(Repetition.REPEATED)) {
      return Optional.empty();
    }
    Type inner = group.getType(0);
    if (inner.isPrimitive()) {
      return Optional.of(column(List.of(field, inner), true));
    }
    // Old writers name a repeated object so; its one field is no element of a list then.
    boolean object = inner.getName().equals("array") || inner.getName().endsWith("_tuple");
    GroupType element = inner.asGroupType();
    if (object || element.getFieldCount() != 1 || !element.getType(0).isPrimitive()) {
      return Optional.empty();
    }
    Type cell = element.getType(0);
    return cell.isRepetition(Repetition.REPEATED)
        ? Optional.empty()
        : Optional.of(column(List.of(field, inner, cell), true));
  }

  private static Column column(List<Type> types, boolean list) {
    List<String> path = new ArrayList<>();
    int fullLevel = 0;
    for (Type type : types) {
      path.add(type.getName());
      fullLevel += type.isRepetition(Repetition.REQUIRED) ? 0 : 1;
    }
    PrimitiveType cell = types.get(types.size() - 1).asPrimitiveType();
    return new Column(path.get(0), List.copyOf(path), cell, list, fullLevel);
  }

  /** The schema with some fields only. */
  MessageType only(List<Integer> places) {
    List<Type> fields = places.stream().distinct().sorted().map(schema::getType).toList();
    return new MessageType(schema.getName(), fields);
  }
}
