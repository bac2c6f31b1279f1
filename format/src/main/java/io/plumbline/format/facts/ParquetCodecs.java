package io.plumbline.format.facts;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Takes the compression off pages of Parquet. In place of Parquet's own factory, which loads much
 * of Hadoop and its configuration files to find a class, and trusts the sizes that a file tells.
 */
final class ParquetCodecs implements CompressionCodecFactory {
  /** No page is larger when unpacked; writers make pages of about a megabyte. */
  static final int MOST_BYTES = 256 << 20;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("only reads");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new Decompressor(codec);
  }

  @Override
  public void release() {
    // Nothing is kept.
  }

  private record Decompressor(CompressionCodecName codec) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      if (codec == CompressionCodecName.UNCOMPRESSED) {
        return bytes;
      }
      byte[] page = unpack(bytes.toInputStream().slice((int) bytes.size()), size);
      return BytesInput.from(page, 0, size);
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int size) throws IOException {
      ByteBuffer part = in.duplicate();
      part.limit(part.position() + inSize);
      out.put(unpack(part, size), 0, size);
      in.position(in.position() + inSize);
    }

    @Override
    public void release() {
      // Nothing is kept.
    }

    private byte[] unpack(ByteBuffer buffer, int size) throws IOException {
      if (size < 0 || size > MOST_BYTES) {
        throw new IOException("a page of " + size + " bytes");
      }
      byte[] in;
      int from = 0;
      int length = buffer.remaining();
      if (buffer.hasArray()) {
        in = buffer.array();
        from = buffer.arrayOffset() + buffer.position();
      } else {
        in = new byte[length];
        buffer.duplicate().get(in);
      }
      // Readers look at eight bytes at a time.
      byte[] out = new byte[size + Limits.PADDING];
      int unpacked = unpack(in, from, length, out, size);
      if (unpacked != size) {
        throw new IOException("a page of another size than told");
      }
      return out;
    }

    private int unpack(byte[] in, int from, int length, byte[] out, int size) throws IOException {
      return switch (codec) {
        case SNAPPY -> {
          // Native code would write behind the array.
          if (Snappy.uncompressedLength(in, from, length) != size) {
            throw new IOException("a page of another size than told");
          }
          yield Snappy.uncompress(in, from, length, out, 0);
        }
        case GZIP -> {
          try (GZIPInputStream gzip =
              new GZIPInputStream(new ByteArrayInputStream(in, from, length))) {
            yield gzip.readNBytes(out, 0, size);
          }
        }
        case ZSTD -> (int) Zstd.decompressByteArray(out, 0, size, in, from, length);
        case LZ4_RAW -> new Lz4Decompressor().decompress(in, from, length, out, 0, size);
        case UNCOMPRESSED, LZO, BROTLI, LZ4 ->
            throw new IOException("the compression " + codec + " cannot be read");
      };
    }
  }
}
