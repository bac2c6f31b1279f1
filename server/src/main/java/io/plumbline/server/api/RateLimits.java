package io.plumbline.server.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** How many requests each caller may make in a window of time. Thread-safe. */
public final class RateLimits {
  private static final long MOST_CALLERS = 10_000;

  private final Quota quota;
  private final InstantSource clock;
  private final Cache<Caller, Bucket> buckets;

  /**
   * What a caller may do.
   *
   * @param requests in each window; they come back steadily
   */
  public record Quota(long requests, Duration window) {
    /** A hundred requests a second over a minute. */
    public static final Quota USUAL = new Quota(6000, Duration.ofMinutes(1));
  }

  /**
   * What became of one request.
   *
   * @param left how many requests the caller may make at once now
   * @param reset until all of the quota is there again
   * @param pause until the next request may be made; zero where it was let through
   */
  record Verdict(boolean allowed, long left, Duration reset, Duration pause) {}

  public RateLimits(Quota quota, InstantSource clock) {
    this.quota = quota;
    this.clock = clock;
    buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(quota.window().multipliedBy(2))
            .build();
  }

  Quota quota() {
    return quota;
  }

  Verdict ask(Caller caller) {
    Bucket bucket = buckets.get(caller, unused -> bucket());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return new Verdict(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket() {
    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(quota.requests())
            .refillGreedy(quota.requests(), quota.window())
            .build();
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(meter()).build();
  }

  private TimeMeter meter() {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }
}
