package io.plumbline.server.health;

import io.plumbline.store.KeptReply;
import io.plumbline.store.Store;
import java.time.Instant;
import java.util.Random;

/**
 * A write that shows whether a store has room for the largest batch of events that is promised to
 * be taken. It is a reply to nobody, so old that it is removed at once, and by whoever keeps
 * replies if this cannot.
 */
final class TrialWrite {
  static final int CHARACTERS = 512 * 1024;

  private static final String NOBODY = "nobody";

  void in(Store store) {
    KeptReply reply =
        new KeptReply(NOBODY, "is there room", "", Instant.EPOCH, 200, "", incompressible());
    store.write(
        tx -> {
          tx.keptReplies().keep(reply);
          return true;
        });
    // In a transaction of its own: what is taken back at once may never reach the disk.
    store.write(tx -> tx.keptReplies().forget(Instant.EPOCH.plusMillis(1), 1));
  }

  /** Databases press texts together. */
  private static String incompressible() {
    return new Random(1)
        .ints(CHARACTERS, '!', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
