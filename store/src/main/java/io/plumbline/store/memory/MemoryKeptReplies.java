package io.plumbline.store.memory;

import io.plumbline.store.KeptReplies;
import io.plumbline.store.KeptReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MemoryKeptReplies implements KeptReplies {
  private final Rows<String, KeptReply> rows;

  MemoryKeptReplies(Journal journal) {
    rows = new Rows<>(journal);
  }

  @Override
  public Optional<KeptReply> find(String caller, String key) {
    return rows.get(name(caller, key));
  }

  @Override
  public void keep(KeptReply reply) {
    rows.put(name(reply.caller(), reply.key()), reply);
  }

  @Override
  public int forget(Instant before, int limit) {
    List<KeptReply> old =
        rows.all().values().stream().filter(it -> it.at().isBefore(before)).limit(limit).toList();
    old.forEach(reply -> rows.remove(name(reply.caller(), reply.key())));
    return old.size();
  }

  private static String name(String caller, String key) {
    return caller.length() + " " + caller + key;
  }
}
