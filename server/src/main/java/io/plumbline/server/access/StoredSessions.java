package io.plumbline.server.access;

import io.plumbline.store.Sessions;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.MapSession;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;

/**
 * Sessions kept in the store, so that a new start logs nobody out. All that a session holds is who
 * the user is; the store keeps only a hash of the secret in the browser.
 */
public final class StoredSessions implements SessionRepository<MapSession> {
  static final String USER = "user";
  static final Duration IDLE = Duration.ofHours(12);
  static final Duration LONGEST = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(StoredSessions.class);

  private static final String SAVED = "saved";
  private static final String FOUND = "found";
  private static final Duration COARSE_ACCESS = Duration.ofMinutes(5);
  private static final int ID_BYTES = 32;

  private final Store store;
  private final InstantSource clock;
  private final SessionIdGenerator ids = new RandomIds();

  public StoredSessions(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Session ids that nobody can guess. */
  private static final class RandomIds implements SessionIdGenerator {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String generate() {
      byte[] bytes = new byte[ID_BYTES];
      random.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }

  @Override
  public MapSession createSession() {
    MapSession session = new MapSession(ids);
    session.setMaxInactiveInterval(IDLE);
    return session;
  }

  @Override
  public void save(MapSession session) {
    Long user = session.getAttribute(USER);
    if (user == null) {
      // Nobody is known in it: there is nothing to keep.
      return;
    }
    // When the request began: the session is saved after the reply may have been read.
    Instant now =
        Optional.ofNullable(session.<Instant>getAttribute(FOUND)).orElseGet(clock::instant);
    boolean sameId = session.getId().equals(session.getOriginalId());
    Instant saved = session.getAttribute(SAVED);
    if (sameId && saved != null && now.isBefore(saved.plus(COARSE_ACCESS))) {
      return;
    }
    boolean known = sameId && saved != null;
    try {
      put(session, user, now, known);
      session.setAttribute(SAVED, now);
    } catch (StoreException full) {
      if (!known) {
        throw full;
      }
      // That it is used is written down later: to read takes no room on a disk.
      LOG.debug("the use of a session could not be written down: {}", full.code());
    }
  }

  private void put(MapSession session, long user, Instant now, boolean known) {
    String id = Fingerprint.of(session.getId());
    store.write(
        tx -> {
          Optional<Sessions.Login> before = tx.sessions().get(id);
          if (known && before.isEmpty()) {
            // It was ended while the request was under way, and must not come back.
            return false;
          }
          if (!session.getId().equals(session.getOriginalId())) {
            tx.sessions().remove(Fingerprint.of(session.getOriginalId()));
          }
          tx.sessions().removeEnded(now);
          Instant created = before.map(Sessions.Login::created).orElse(now);
          tx.sessions().put(new Sessions.Login(id, user, created, now, end(created, now)));
          return true;
        });
  }

  private static Instant end(Instant created, Instant now) {
    Instant last = created.plus(LONGEST);
    Instant idle = now.plus(IDLE);
    return idle.isBefore(last) ? idle : last;
  }

  @Override
  public @Nullable MapSession findById(String id) {
    Optional<Sessions.Login> login =
        store
            .read(tx -> tx.sessions().get(Fingerprint.of(id)))
            .filter(it -> clock.instant().isBefore(it.ends()));
    if (login.isEmpty()) {
      return null;
    }
    MapSession session = new MapSession(id);
    session.setSessionIdGenerator(ids);
    session.setMaxInactiveInterval(IDLE);
    session.setAttribute(USER, login.get().user());
    session.setAttribute(SAVED, login.get().lastAccess());
    session.setAttribute(FOUND, clock.instant());
    return session;
  }

  @Override
  public void deleteById(String id) {
    store.write(
        tx -> {
          tx.sessions().remove(Fingerprint.of(id));
          return true;
        });
  }
}
