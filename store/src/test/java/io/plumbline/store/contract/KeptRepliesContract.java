package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.KeptReply;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface KeptRepliesContract extends OnStore {
  @Test
  default void find_aReply_givesWhatWasKept() {
    KeptReply reply = reply("key:crm", "a", NOON, "{\"id\":1}");
    written(tx -> tx.keptReplies().keep(reply));

    assertThat(store().<Optional<KeptReply>>read(tx -> tx.keptReplies().find("key:crm", "a")))
        .hasValueSatisfying(found -> assertThat(found).usingRecursiveComparison().isEqualTo(reply));
    assertThat(store().<Optional<KeptReply>>read(tx -> tx.keptReplies().find("key:crm", "b")))
        .isEmpty();
    assertThat(store().<Optional<KeptReply>>read(tx -> tx.keptReplies().find("key:crma", "")))
        .isEmpty();
  }

  @Test
  default void keep_underTheSameKey_takesThePlace() {
    written(
        tx -> {
          tx.keptReplies().keep(reply("key:crm", "a", NOON, "old"));
          tx.keptReplies().keep(reply("key:crm", "a", NOON.plusSeconds(1), "new"));
        });

    KeptReply found =
        store()
            .<Optional<KeptReply>>read(tx -> tx.keptReplies().find("key:crm", "a"))
            .orElseThrow();
    assertThat(found.body()).isEqualTo("new");
  }

  @Test
  default void forget_theOld_leavesTheOthers() {
    written(
        tx -> {
          tx.keptReplies().keep(reply("c", "1", NOON, ""));
          tx.keptReplies().keep(reply("c", "2", NOON.plusSeconds(1), ""));
          tx.keptReplies().keep(reply("c", "3", NOON.plusSeconds(2), ""));
        });

    assertThat(store().<Integer>write(tx -> tx.keptReplies().forget(NOON.plusSeconds(2), 1)))
        .isEqualTo(1);
    assertThat(store().<Integer>write(tx -> tx.keptReplies().forget(NOON.plusSeconds(2), 9)))
        .isEqualTo(1);
    assertThat(store().<Optional<KeptReply>>read(tx -> tx.keptReplies().find("c", "3")))
        .isPresent();
  }

  private static KeptReply reply(String caller, String key, Instant at, String body) {
    return new KeptReply(caller, key, "hash", at, 201, "Location: /x\n", body);
  }
}
