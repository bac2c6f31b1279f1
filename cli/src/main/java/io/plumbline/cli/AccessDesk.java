package io.plumbline.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is done with users and keys, wherever they are. */
interface AccessDesk {
  void createUser(String name, String role, String password);

  void setPassword(String name, String password);

  void setEnabled(String name, boolean enabled);

  /** A row for each user, by name of column. */
  List<Map<String, String>> users();

  /** Makes a key and gives its text. */
  String makeKey(KeyWish wish);

  /** Makes a key in the place of another, called by number, label or what is shown of it. */
  String rotateKey(String name, Duration grace);

  void revokeKey(String name);

  /** A row for each key, by name of column. */
  List<Map<String, String>> keys();

  /** A key that is wanted. */
  record KeyWish(boolean secret, String label, List<String> scopes) {
    public KeyWish {
      scopes = List.copyOf(scopes);
    }
  }
}
