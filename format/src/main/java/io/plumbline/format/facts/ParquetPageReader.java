package io.plumbline.format.facts;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column of a row group, one after the other. Not thread-safe. */
final class ParquetPageReader implements PageReader {
  private final InputStream in;
  private final long length;
  private final long values;
  private final CompressionCodec codec;
  private final Statistics<?> noStatistics;
  private @Nullable PageHeader waiting;
  private long valuesRead;

  ParquetPageReader(InputStream in, long length, ColumnMetaData chunk) {
    this.in = in;
    this.length = length;
    values = chunk.getNum_values();
    codec = chunk.getCodec();
    noStatistics = Statistics.createStats(ParquetFooter.anyTypeLike(chunk.getType()));
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader header = Util.readPageHeader(in);
      if (header.getType() != PageType.DICTIONARY_PAGE) {
        waiting = header;
        return null;
      }
      DictionaryPageHeader dictionary = header.getDictionary_page_header();
      int count = dictionary.getNum_values();
      int size = header.getUncompressed_page_size();
      byte[] page = read(header, 0, codec);
      if (count < 0 || count > size + 1L) {
        throw new IOException("a dictionary of " + count + " values in " + size + " bytes");
      }
      return new DictionaryPage(
          BytesInput.from(page, 0, size), count, ParquetGroup.encoding(dictionary.getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      while (valuesRead < values) {
        PageHeader header = waiting;
        waiting = null;
        if (header == null) {
          header = Util.readPageHeader(in);
        }
        if (header.getType() == PageType.DATA_PAGE) {
          return page(header, header.getData_page_header());
        }
        if (header.getType() == PageType.DATA_PAGE_V2) {
          return page(header, header.getData_page_header_v2());
        }
        in.skipNBytes(Math.max(0, header.getCompressed_page_size()));
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage page(PageHeader header, DataPageHeader v1) throws IOException {
    int size = header.getUncompressed_page_size();
    byte[] page = read(header, 0, codec);
    valuesRead += v1.getNum_values();
    return new DataPageV1(
        BytesInput.from(page, 0, size),
        v1.getNum_values(),
        size,
        noStatistics,
        ParquetGroup.encoding(v1.getRepetition_level_encoding()),
        ParquetGroup.encoding(v1.getDefinition_level_encoding()),
        ParquetGroup.encoding(v1.getEncoding()));
  }

  private DataPage page(PageHeader header, DataPageHeaderV2 v2) throws IOException {
    int repetition = v2.getRepetition_levels_byte_length();
    int definition = v2.getDefinition_levels_byte_length();
    long levels = (long) repetition + definition;
    if (repetition < 0 || definition < 0 || levels > header.getUncompressed_page_size()) {
      throw new IOException("levels of " + levels + " bytes");
    }
    byte[] repetitions = bytes(repetition);
    byte[] definitions = bytes(definition);
    int size = header.getUncompressed_page_size() - (int) levels;
    boolean packed = !v2.isSetIs_compressed() || v2.isIs_compressed();
    byte[] data = read(header, (int) levels, packed ? codec : CompressionCodec.UNCOMPRESSED);
    valuesRead += v2.getNum_values();
    return DataPageV2.uncompressed(
        v2.getNum_rows(),
        v2.getNum_nulls(),
        v2.getNum_values(),
        BytesInput.from(repetitions, 0, repetition),
        BytesInput.from(definitions, 0, definition),
        ParquetGroup.encoding(v2.getEncoding()),
        BytesInput.from(data, 0, size),
        noStatistics);
  }

  /** A page's bytes, unpacked, without the levels that were read before, and with padding. */
  private byte[] read(PageHeader header, int levels, CompressionCodec packing) throws IOException {
    int packedSize = header.getCompressed_page_size() - levels;
    int size = header.getUncompressed_page_size() - levels;
    byte[] packed = bytes(packedSize);
    return packing == CompressionCodec.UNCOMPRESSED && packedSize == size
        ? packed
        : ParquetCodecs.unpack(packing, packed, packedSize, size);
  }

  private byte[] bytes(int count) throws IOException {
    if (count < 0 || count > length) {
      throw new IOException("a page of " + count + " bytes");
    }
    byte[] bytes = new byte[count + Limits.PADDING];
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new EOFException("a page is cut off");
    }
    return bytes;
  }
}
