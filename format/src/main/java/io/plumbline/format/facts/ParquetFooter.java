package io.plumbline.format.facts;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * What the footer of a Parquet file tells. In place of Parquet's own class, which brings a JSON
 * library and much of Hadoop and so costs half a second at every start.
 *
 * @param writer the program that wrote the file
 */
record ParquetFooter(MessageType schema, List<RowGroup> groups, String writer) {
  private static final int MOST_LEVELS = 100;

  static ParquetFooter of(FileMetaData data) {
    List<SchemaElement> elements = data.getSchema();
    Reader reader = new Reader(elements);
    reader.next = 1;
    List<Type> fields = reader.fields(elements.get(0).getNum_children(), 0);
    return new ParquetFooter(
        new MessageType(elements.get(0).getName(), fields),
        List.copyOf(data.getRow_groups()),
        String.valueOf(data.getCreated_by()));
  }

  /** The tree of types from its flat list. */
  private static final class Reader {
    private final List<SchemaElement> elements;
    private int next;

    Reader(List<SchemaElement> elements) {
      this.elements = elements;
    }

    private List<Type> fields(int count, int level) {
      if (level > MOST_LEVELS) {
        throw new IllegalStateException("types within types, " + level + " deep");
      }
      List<Type> fields = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        fields.add(type(elements.get(next++), level));
      }
      return fields;
    }

    private Type type(SchemaElement element, int level) {
      Repetition repetition = repetition(element.getRepetition_type());
      LogicalTypeAnnotation meaning = meaning(element);
      if (element.isSetType()) {
        PrimitiveTypeName name = primitive(element.getType());
        // A meaning that no value has: then the cells are unknown.
        boolean strange =
            meaning == null && (element.isSetLogicalType() || element.isSetConverted_type());
        if (strange && name == PrimitiveTypeName.BINARY) {
          meaning = LogicalTypeAnnotation.bsonType();
        }
        return Types.primitive(name, repetition)
            .length(element.getType_length())
            .as(meaning)
            .named(element.getName());
      }
      List<Type> fields = fields(element.getNum_children(), level + 1);
      boolean list = meaning instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
      Type[] inner = fields.toArray(new Type[0]);
      return Types.buildGroup(repetition)
          .as(list ? meaning : null)
          .addFields(inner)
          .named(element.getName());
    }
  }

  private static Repetition repetition(FieldRepetitionType repetition) {
    return switch (repetition) {
      case REQUIRED -> Repetition.REQUIRED;
      case OPTIONAL -> Repetition.OPTIONAL;
      case REPEATED -> Repetition.REPEATED;
    };
  }

  private static PrimitiveTypeName primitive(org.apache.parquet.format.Type type) {
    return switch (type) {
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case INT32 -> PrimitiveTypeName.INT32;
      case INT64 -> PrimitiveTypeName.INT64;
      case INT96 -> PrimitiveTypeName.INT96;
      case FLOAT -> PrimitiveTypeName.FLOAT;
      case DOUBLE -> PrimitiveTypeName.DOUBLE;
      case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
      case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    };
  }

  /** A column's type as far as bytes tell it, for statistics that nobody reads. */
  static PrimitiveType anyTypeLike(org.apache.parquet.format.Type type) {
    return new PrimitiveType(Repetition.OPTIONAL, primitive(type), 1, "any");
  }

  private static @Nullable LogicalTypeAnnotation meaning(SchemaElement element) {
    if (element.isSetLogicalType()) {
      return meaning(element.getLogicalType());
    }
    if (!element.isSetConverted_type()) {
      return null;
    }
    return switch (element.getConverted_type()) {
      case UTF8 -> LogicalTypeAnnotation.stringType();
      case LIST -> LogicalTypeAnnotation.listType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case JSON -> LogicalTypeAnnotation.jsonType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case DECIMAL -> LogicalTypeAnnotation.decimalType(element.getScale(), element.getPrecision());
      case TIME_MILLIS -> LogicalTypeAnnotation.timeType(true, MILLIS);
      case TIME_MICROS -> LogicalTypeAnnotation.timeType(true, MICROS);
      case TIMESTAMP_MILLIS -> LogicalTypeAnnotation.timestampType(true, MILLIS);
      case TIMESTAMP_MICROS -> LogicalTypeAnnotation.timestampType(true, MICROS);
      case UINT_8 -> LogicalTypeAnnotation.intType(8, false);
      case UINT_16 -> LogicalTypeAnnotation.intType(16, false);
      case UINT_32 -> LogicalTypeAnnotation.intType(32, false);
      case UINT_64 -> LogicalTypeAnnotation.intType(64, false);
      case INT_8 -> LogicalTypeAnnotation.intType(8, true);
      case INT_16 -> LogicalTypeAnnotation.intType(16, true);
      case INT_32 -> LogicalTypeAnnotation.intType(32, true);
      case INT_64 -> LogicalTypeAnnotation.intType(64, true);
      case MAP, MAP_KEY_VALUE, BSON, INTERVAL -> null;
    };
  }

  private static @Nullable LogicalTypeAnnotation meaning(LogicalType type) {
    return switch (type.getSetField()) {
      case STRING -> LogicalTypeAnnotation.stringType();
      case LIST -> LogicalTypeAnnotation.listType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case JSON -> LogicalTypeAnnotation.jsonType();
      case UUID -> LogicalTypeAnnotation.uuidType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case DECIMAL ->
          LogicalTypeAnnotation.decimalType(
              type.getDECIMAL().getScale(), type.getDECIMAL().getPrecision());
      case TIME ->
          LogicalTypeAnnotation.timeType(
              type.getTIME().isIsAdjustedToUTC(), unit(type.getTIME().getUnit()));
      case TIMESTAMP ->
          LogicalTypeAnnotation.timestampType(
              type.getTIMESTAMP().isIsAdjustedToUTC(), unit(type.getTIMESTAMP().getUnit()));
      case INTEGER ->
          LogicalTypeAnnotation.intType(
              type.getINTEGER().getBitWidth(), type.getINTEGER().isIsSigned());
      default -> null;
    };
  }

  private static LogicalTypeAnnotation.TimeUnit unit(TimeUnit unit) {
    return switch (unit.getSetField()) {
      case MILLIS -> MILLIS;
      case MICROS -> MICROS;
      case NANOS -> NANOS;
    };
  }
}
