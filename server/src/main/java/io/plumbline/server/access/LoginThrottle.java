package io.plumbline.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How often somebody may guess a password: few times for one name from one address, more often for
 * one name from anywhere, and for all names from one address. Names that nobody has count alike.
 * Whoever has been right from an address is not held up there by what others try elsewhere, or try
 * with other names.
 */
final class LoginThrottle {
  private static final int MOST_KEPT = 20_000;

  private final LoadingCache<Pair, Bucket> pairs;
  private final LoadingCache<String, Bucket> names;
  private final LoadingCache<String, Bucket> networks;
  private final Cache<Pair, Boolean> trusted = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
  private final Bucket audited;

  /** A name and where it is tried. */
  private record Pair(String name, String network) {}

  LoginThrottle(InstantSource clock) {
    TimeMeter meter = new Meter(clock);
    pairs = buckets(meter, 5, Duration.ofMinutes(1));
    names = buckets(meter, 30, Duration.ofMinutes(1));
    networks = buckets(meter, 30, Duration.ofSeconds(20));
    audited = bucket(meter, 100, Duration.ofMinutes(1));
  }

  private static <K> LoadingCache<K, Bucket> buckets(TimeMeter meter, int most, Duration each) {
    return Caffeine.newBuilder().maximumSize(MOST_KEPT).build(key -> bucket(meter, most, each));
  }

  private static Bucket bucket(TimeMeter meter, int most, Duration each) {
    Bandwidth limit = Bandwidth.builder().capacity(most).refillGreedy(1, each).build();
    return Bucket.builder().addLimit(limit).withCustomTimePrecision(meter).build();
  }

  /** Takes a try; empty where one is left, else how long to wait for the next. */
  Optional<Duration> tryLogin(String name, String address) {
    List<Supplier<Bucket>> limits = limits(new Pair(name, network(address)));
    for (int i = 0; i < limits.size(); i++) {
      var probe = limits.get(i).get().tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        limits.subList(0, i).forEach(taken -> taken.get().addTokens(1));
        return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
      }
    }
    return Optional.empty();
  }

  /** Gives a try back, because it was right. */
  void succeeded(String name, String address) {
    Pair pair = new Pair(name, network(address));
    limits(pair).forEach(limit -> limit.get().addTokens(1));
    trusted.put(pair, true);
  }

  /** The network's first: beyond its limit, nothing is kept of the names that come from it. */
  private List<Supplier<Bucket>> limits(Pair pair) {
    Supplier<Bucket> own = () -> pairs.get(pair);
    return trusted.getIfPresent(pair) == null
        ? List.of(() -> networks.get(pair.network()), () -> names.get(pair.name()), own)
        : List.of(own);
  }

  /** An IPv6 address without its second half, which whoever has it chooses as they like. */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, bytes.length / 2);
    } catch (UnknownHostException noAddress) {
      return address;
    }
  }

  /** Whether one more failure may be written down, so that guessing cannot fill the store. */
  boolean mayAudit() {
    return audited.tryConsume(1);
  }

  /** The server's clock. */
  private record Meter(InstantSource clock) implements TimeMeter {
    private static final long NANOS = 1_000_000_000L;

    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS), now.getNano());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
