package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.webhook.AddressGuard.Reach;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses messages may be sent to. */
final class AddressGuardTest {
  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "93.184.216.34, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.32.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.128.0.0, PUBLIC",
    "223.255.255.255, PUBLIC",
    "2606:4700::1111, PUBLIC",
    "2a00:1450:4001::64, PUBLIC",
    "64:ff9b::808:808, PUBLIC",
    "127.0.0.1, PRIVATE",
    "127.255.255.254, PRIVATE",
    "10.0.0.1, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.1.1, PRIVATE",
    "100.64.0.1, PRIVATE",
    "100.127.255.255, PRIVATE",
    "198.18.0.1, PRIVATE",
    "::1, PRIVATE",
    "fc00::1, PRIVATE",
    "fd12:3456::1, PRIVATE",
    "::ffff:127.0.0.1, PRIVATE",
    "::ffff:10.0.0.1, PRIVATE",
    "::ffff:a00:1, PRIVATE",
    "64:ff9b::7f00:1, PRIVATE",
    "169.254.169.254, NEVER",
    "169.254.0.1, NEVER",
    "100.100.100.200, NEVER",
    "168.63.129.16, NEVER",
    "0.0.0.0, NEVER",
    "0.1.2.3, NEVER",
    "192.0.0.170, NEVER",
    "192.0.2.1, NEVER",
    "198.51.100.1, NEVER",
    "203.0.113.1, NEVER",
    "224.0.0.1, NEVER",
    "239.255.255.255, NEVER",
    "240.0.0.1, NEVER",
    "255.255.255.255, NEVER",
    "::, NEVER",
    "::7f00:1, NEVER",
    "fe80::1, NEVER",
    "fec0::1, NEVER",
    "ff02::1, NEVER",
    "fd00:ec2::254, NEVER",
    "2001:db8::1, NEVER",
    "2001::1, NEVER",
    "2002:7f00:1::, NEVER",
    "64:ff9b::a9fe:a9fe, NEVER",
    "64:ff9b:1::1, NEVER",
    "4000::1, NEVER",
  })
  void address_ofARange_hasItsReach(String address, Reach reach) throws UnknownHostException {
    assertThat(AddressGuard.reach(InetAddress.getByName(address))).isEqualTo(reach);
  }

  /** However an address is written, what counts is where the connection would go. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "2130706433",
        "127.1",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "localhost",
        "::1",
        "::ffff:7f00:1",
        "0:0:0:0:0:0:0:1",
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe"
      })
  void host_thatLeadsInside_isNotResolved(String host) {
    GuardedResolver resolver = new GuardedResolver(GuardedResolver.Lookup.SYSTEM, false);

    // Not known at all is as good: some systems do not read the older ways of writing.
    assertThatThrownBy(() -> resolver.resolve(host)).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void name_withOnePrivateAddressAmongPublicOnes_isRefused() {
    GuardedResolver resolver =
        new GuardedResolver(
            host ->
                new InetAddress[] {
                  InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")
                },
            false);

    assertThatThrownBy(() -> resolver.resolve("mixed.example"))
        .isInstanceOf(GuardedResolver.ForbiddenAddress.class)
        .hasMessageNotContaining("10.0.0.1");
  }

  @Test
  void metadata_withPrivateAllowed_isRefusedAllTheSame() {
    GuardedResolver resolver = new GuardedResolver(GuardedResolver.Lookup.SYSTEM, true);

    assertThatThrownBy(() -> resolver.resolve("169.254.169.254"))
        .isInstanceOf(GuardedResolver.ForbiddenAddress.class);
  }
}
