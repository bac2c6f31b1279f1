package io.plumbline.format.facts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/** The pages of a row group, column by column, read as they are needed. */
final class ParquetGroup implements PageReadStore {
  private final FileChannel file;
  private final long fileSize;
  private final RowGroup group;

  ParquetGroup(FileChannel file, RowGroup group) throws IOException {
    this.file = file;
    this.group = group;
    fileSize = file.size();
  }

  @Override
  public long getRowCount() {
    return group.getNum_rows();
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    ColumnMetaData chunk = chunk(Arrays.asList(column.getPath()));
    long from = chunk.getData_page_offset();
    if (chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0) {
      from = Math.min(from, chunk.getDictionary_page_offset());
    }
    long length = chunk.getTotal_compressed_size();
    if (from < 4 || length < 0 || length > fileSize - from) {
      throw new IllegalStateException("a column lies outside of the file");
    }
    InputStream bytes = new BufferedInputStream(new Part(file, from, length), 1 << 16);
    return new ParquetPageReader(bytes, length, chunk);
  }

  /** The encodings of a column's pages. */
  Set<Encoding> encodings(List<String> path) {
    Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    chunk(path).getEncodings().forEach(encoding -> encodings.add(encoding(encoding)));
    return encodings;
  }

  static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  private ColumnMetaData chunk(List<String> path) {
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData data = chunk.getMeta_data();
      if (data != null && data.getPath_in_schema().equals(path)) {
        return data;
      }
    }
    throw new IllegalStateException("a column is missing or encrypted: " + String.join(".", path));
  }

  /** A part of a file as a stream. */
  private static final class Part extends InputStream {
    private final FileChannel file;
    private long at;
    private final long end;

    Part(FileChannel file, long from, long length) {
      this.file = file;
      at = from;
      end = from + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      int most = (int) Math.min(len, end - at);
      int n = most == 0 && len > 0 ? -1 : file.read(ByteBuffer.wrap(b, off, most), at);
      at += Math.max(n, 0);
      return n;
    }
  }
}
