package io.plumbline.store;

import java.time.Instant;
import java.util.Optional;

/** Replies kept for a while, so that a repeated request is answered as the first was. */
public interface KeptReplies {
  Optional<KeptReply> find(String caller, String key);

  /** Keeps a reply in the place of one of the same caller and key. */
  void keep(KeptReply reply);

  /** Removes up to a number of those from before an instant and says how many it removed. */
  int forget(Instant before, int limit);
}
