package io.plumbline.store.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.Store;
import io.plumbline.store.StoreMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreAddressTest {
  @Test
  void of_eachKind_saysWhere(@TempDir Path folder) {
    assertThat(StoreAddress.of("memory:", "", "")).isEqualTo(new StoreAddress.Memory());
    assertThat(StoreAddress.of("sqlite:" + folder.resolve("a.db"), "", ""))
        .isEqualTo(new StoreAddress.Sqlite(folder.resolve("a.db")));
    StoreAddress postgres = StoreAddress.of("jdbc:postgresql://db/x?ssl=true", "ann", "s3cret");
    assertThat(postgres)
        .isEqualTo(new StoreAddress.Postgres("jdbc:postgresql://db/x?ssl=true", "ann", "s3cret"));
    assertThat(postgres.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sqlite:", "mysql://x", "/var/lib/plumbline.db", "memory"})
  void of_anythingElse_saysWhatAnAddressLooksLike(String address) {
    assertThatThrownBy(() -> StoreAddress.of(address, "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sqlite:PATH")
        .hasMessageContaining("jdbc:postgresql://HOST/DATABASE");
  }

  @Test
  void of_passwordInTheAddress_isRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> StoreAddress.of("jdbc:postgresql://db/x?password=s3cret", "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:",
        "jdbc:postgresql:x",
        "jdbc:postgresql://db",
        "jdbc:postgresql://db/",
        "jdbc:postgresql://db:port/s3cret",
        "jdbc:postgresql://db:65536/s3cret",
        "jdbc:postgresql://ana:s3cret/s3cret@db/x",
        "jdbc:postgresql://db/x?sslpassword=s3cret"
      })
  void of_noDatabaseOfPostgres_isRefusedWithoutRepeatingIt(String address) {
    assertThatThrownBy(() -> StoreAddress.of(address, "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the address of a ")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/x",
        "jdbc:postgresql://db.example.com:5432/x?sslmode=require",
        "jdbc:postgresql://[::1]:65535/x",
        "jdbc:postgresql://one:5432,two/x%20y"
      })
  void of_databaseOfPostgres_isTaken(String address) {
    assertThat(StoreAddress.of(address, "ana", "s3cret"))
        .isEqualTo(new StoreAddress.Postgres(address, "ana", "s3cret"));
  }

  @Test
  void of_userInTheAddress_countsMore() {
    String address = "jdbc:postgresql://db/x?ssl=true&user=b%40c";

    assertThat(StoreAddress.of(address, "ann", "s3cret"))
        .isEqualTo(new StoreAddress.Postgres(address, "b@c", "s3cret"));
  }

  @Test
  void open_memoryAndSqlite_areStores(@TempDir Path folder) {
    try (Store memory = Stores.open(new StoreAddress.Memory(), StoreMode.SERVER);
        Store file = Stores.open(new StoreAddress.Sqlite(folder.resolve("a")), StoreMode.TOOL)) {
      assertThat(memory.describe()).isEqualTo("memory");
      assertThat(file.describe()).contains(folder.resolve("a").toString());
    }
  }
}
