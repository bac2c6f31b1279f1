package io.plumbline.server.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How often somebody may guess a password: few times for one name from one address, more often for
 * one name from anywhere, and for all names from one address. Names that nobody has count alike.
 */
final class LoginThrottle {
  private static final int MOST_KEPT = 100_000;

  private final LoadingCache<String, Bucket> pairs;
  private final LoadingCache<String, Bucket> names;
  private final LoadingCache<String, Bucket> addresses;
  private final Bucket audited;

  LoginThrottle(InstantSource clock) {
    TimeMeter meter = new Meter(clock);
    pairs = buckets(meter, 5, Duration.ofMinutes(1));
    names = buckets(meter, 30, Duration.ofMinutes(1));
    addresses = buckets(meter, 30, Duration.ofSeconds(20));
    audited = bucket(meter, 100, Duration.ofMinutes(1));
  }

  private static LoadingCache<String, Bucket> buckets(TimeMeter meter, int most, Duration each) {
    return Caffeine.newBuilder().maximumSize(MOST_KEPT).build(key -> bucket(meter, most, each));
  }

  private static Bucket bucket(TimeMeter meter, int most, Duration each) {
    Bandwidth limit = Bandwidth.builder().capacity(most).refillGreedy(1, each).build();
    return Bucket.builder().addLimit(limit).withCustomTimePrecision(meter).build();
  }

  /** Takes a try; empty where one is left, else how long to wait for the next. */
  Optional<Duration> tryLogin(String name, String address) {
    List<Bucket> buckets = of(name, address);
    for (int i = 0; i < buckets.size(); i++) {
      var probe = buckets.get(i).tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        buckets.subList(0, i).forEach(taken -> taken.addTokens(1));
        return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
      }
    }
    return Optional.empty();
  }

  /** Gives a try back, because it was right. */
  void succeeded(String name, String address) {
    of(name, address).forEach(bucket -> bucket.addTokens(1));
  }

  /** Whether one more failure may be written down, so that guessing cannot fill the store. */
  boolean mayAudit() {
    return audited.tryConsume(1);
  }

  private List<Bucket> of(String name, String address) {
    return List.of(pairs.get(name + "\n" + address), names.get(name), addresses.get(address));
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
