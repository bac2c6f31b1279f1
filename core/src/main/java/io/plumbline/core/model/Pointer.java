package io.plumbline.core.model;

/** JSON pointers into a model such as {@code /scores/fit/groups/role/rules/0/cap}. */
public final class Pointer {
  private Pointer() {}

  /** The place under a key. */
  public static String to(String path, String key) {
    return path + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  /** The place of an element of a list, counted from 0. */
  public static String to(String path, int index) {
    return path + "/" + index;
  }
}
