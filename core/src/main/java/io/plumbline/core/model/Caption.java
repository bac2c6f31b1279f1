package io.plumbline.core.model;

/** What people read beside an id: a title and a description, each empty where none is given. */
public record Caption(String title, String description) {
  public static final Caption NONE = new Caption("", "");

  /** The title, or the given name where there is no title. */
  public String titleOr(String name) {
    return title.isEmpty() ? name : title;
  }
}
