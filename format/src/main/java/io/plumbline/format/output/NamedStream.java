package io.plumbline.format.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream whose failures say which output could not be written. */
final class NamedStream extends FilterOutputStream {
  private final String name;

  NamedStream(String name, OutputStream raw) {
    super(raw);
    this.name = name;
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException failure) {
      throw OutputException.of(name, failure);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException failure) {
      throw OutputException.of(name, failure);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException failure) {
      throw OutputException.of(name, failure);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException failure) {
      throw OutputException.of(name, failure);
    }
  }
}
