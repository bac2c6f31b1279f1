package io.plumbline.format.facts;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/**
 * Takes the compression off pages of Parquet, whatever sizes a damaged file tells. In place of
 * Parquet's own factory, which reads Hadoop's configuration to find a class.
 */
final class ParquetCodecs {
  /** No page is larger when unpacked; writers make pages of about a megabyte. */
  static final int MOST_BYTES = 256 << 20;

  private ParquetCodecs() {}

  /** The unpacked bytes, exactly so many, with padding behind them. */
  static byte[] unpack(CompressionCodec codec, byte[] in, int length, int size) throws IOException {
    if (size < 0 || size > MOST_BYTES) {
      throw new IOException("a page of " + size + " bytes");
    }
    byte[] out = new byte[size + Limits.PADDING];
    int unpacked =
        switch (codec) {
          case UNCOMPRESSED -> -1;
          case SNAPPY -> {
            // Native code would write behind the array.
            boolean fits = Snappy.uncompressedLength(in, 0, length) == size;
            yield fits ? Snappy.uncompress(in, 0, length, out, 0) : -1;
          }
          case GZIP -> {
            try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(in, 0, length))) {
              yield gzip.readNBytes(out, 0, size);
            }
          }
          case ZSTD -> (int) Zstd.decompressByteArray(out, 0, size, in, 0, length);
          case LZ4_RAW -> new Lz4Decompressor().decompress(in, 0, length, out, 0, size);
          case LZO, BROTLI, LZ4 ->
              throw new IOException("the compression " + codec + " cannot be read");
        };
    if (unpacked != size) {
      throw new IOException("a page of another size than told");
    }
    return out;
  }
}
