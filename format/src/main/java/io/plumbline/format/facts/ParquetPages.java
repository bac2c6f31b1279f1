package io.plumbline.format.facts;

import static io.plumbline.format.facts.Survey.LONGS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The cells of a plain column in the encodings that writers use most, read in place. Parquet's own
 * reader, which reads all the others, takes several times as long for these. Not thread-safe.
 */
final class ParquetPages {
  private static final Set<PrimitiveTypeName> TYPES =
      Set.of(
          PrimitiveTypeName.INT32,
          PrimitiveTypeName.INT64,
          PrimitiveTypeName.DOUBLE,
          PrimitiveTypeName.FLOAT,
          PrimitiveTypeName.BOOLEAN,
          PrimitiveTypeName.BINARY);

  @SuppressWarnings("deprecation") // old files have it
  private static final Set<Encoding> ENCODINGS =
      Set.of(Encoding.PLAIN, Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY, Encoding.RLE);

  private final PageReader pages;
  private final int fullLevel;
  private final PrimitiveTypeName type;
  private final BitRuns levels = new BitRuns();
  private final BitRuns ids = new BitRuns();
  private byte[] bytes = {};
  private int at;
  private int end;
  private int left;
  private boolean fromDictionary;
  private boolean truthsInRuns;
  private int bit;

  /** Where the text begins that was read last. */
  int textFrom;

  /** Where it ends. */
  int textTo;

  ParquetPages(PageReader pages, ParquetSchema.Column column) {
    this.pages = pages;
    fullLevel = column.fullLevel();
    type = column.type().getPrimitiveTypeName();
  }

  /** Whether a column can be read, which has such encodings in a row group. */
  static boolean canRead(ParquetSchema.Column column, Set<Encoding> encodings) {
    return !column.list()
        && column.fullLevel() <= 1
        && TYPES.contains(column.type().getPrimitiveTypeName())
        && ENCODINGS.containsAll(encodings);
  }

  /** The dictionary of the column, where it has one; to be read first. */
  Optional<Dictionary> dictionary(ColumnDescriptor column) {
    DictionaryPage page = pages.readDictionaryPage();
    if (page == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(page.getEncoding().initDictionary(column, page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Steps to the next cell; false where there is none in the row. */
  boolean next() {
    while (left == 0) {
      nextPage();
    }
    left--;
    return fullLevel == 0 || levels.next() == fullLevel;
  }

  /** Whether the cell stands in the dictionary. */
  boolean isFromDictionary() {
    return fromDictionary;
  }

  /** The cell's place in the dictionary. */
  int dictionaryId() {
    return ids.next();
  }

  int readInt() {
    return (int) (long) LONGS.get(bytes, step(4));
  }

  long readLong() {
    return (long) LONGS.get(bytes, step(8));
  }

  boolean readBoolean() {
    if (truthsInRuns) {
      return ids.next() != 0;
    }
    int from = bit >>> 3;
    if (from >= end - at) {
      throw new IllegalStateException("a page ends early");
    }
    return (bytes[at + from] >>> (bit++ & 7) & 1) != 0;
  }

  /** Reads a text; it stands in the array given back from {@link #textFrom} to {@link #textTo}. */
  byte[] readText() {
    int length = readInt();
    if (length < 0) {
      throw new IllegalStateException("a text of " + length + " bytes");
    }
    textFrom = step(length);
    textTo = at;
    return bytes;
  }

  private int step(int length) {
    int from = at;
    if (length > end - from) {
      throw new IllegalStateException("a page ends early");
    }
    at = from + length;
    return from;
  }

  private void nextPage() {
    DataPage page = pages.readPage();
    if (page == null) {
      throw new IllegalStateException("the pages end early");
    }
    left = page.getValueCount();
    try {
      if (page instanceof DataPageV1 v1) {
        open(v1);
      } else if (page instanceof DataPageV2 v2) {
        open(v2);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open(DataPageV1 page) throws IOException {
    take(page.getBytes());
    if (fullLevel > 0) {
      if (page.getDlEncoding() != Encoding.RLE) {
        throw new IllegalStateException("levels in " + page.getDlEncoding());
      }
      int length = readInt();
      int from = step(Math.max(length, 0));
      levels.open(bytes, from, at, 1);
    }
    openValues(page.getValueEncoding());
  }

  private void open(DataPageV2 page) throws IOException {
    if (fullLevel > 0) {
      take(page.getDefinitionLevels());
      levels.open(bytes, at, end, 1);
    }
    take(page.getData());
    openValues(page.getDataEncoding());
  }

  /** Takes bytes in place if eight more stand behind them, and a copy otherwise. */
  private void take(BytesInput input) throws IOException {
    int size = Math.toIntExact(input.size());
    ByteBuffer buffer = input.toInputStream().slice(size);
    int from = buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
    if (buffer.hasArray() && from + size + 8 <= buffer.array().length) {
      bytes = buffer.array();
      at = from;
    } else {
      bytes = new byte[size + 8];
      buffer.get(bytes, 0, size);
      at = 0;
    }
    end = at + size;
  }

  @SuppressWarnings("deprecation") // old files have it
  private void openValues(Encoding encoding) {
    bit = 0;
    truthsInRuns = false;
    fromDictionary = encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
    if (fromDictionary) {
      int width = at < end ? bytes[at++] : 0;
      ids.open(bytes, at, end, width);
    } else if (encoding == Encoding.RLE && type == PrimitiveTypeName.BOOLEAN) {
      int length = readInt();
      int from = step(Math.max(length, 0));
      ids.open(bytes, from, at, 1);
      truthsInRuns = true;
    } else if (encoding != Encoding.PLAIN) {
      throw new IllegalStateException("cells in " + encoding);
    }
  }
}
