package io.plumbline.format.text;

/**
 * How wide text may be, and whether it is coloured.
 *
 * @param width in columns of a terminal; fewer than {@value #NARROWEST} count as so many
 * @param colour whether ANSI colours are used
 */
public record Layout(int width, boolean colour) {
  public static final int NARROWEST = 40;

  public Layout {
    width = Math.max(width, NARROWEST);
  }
}
