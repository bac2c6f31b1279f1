package io.plumbline.server.publish;

/** A model of a shop, for tests. */
final class Shop {
  static final String MODEL =
      """
      plumbline: 1
      model: shop
      scores:
        all:
          max: 1000
          groups:
            who:
              rules:
                - {id: buyer, if: {role: buyer}, points: 20}
            what:
              rules:
                - {id: visits, event: visit, points: 3, cap: 90}
                - {id: orders, event: order, points: 50, cap: 500}
      bands:
        hot: {at_least: 50}
        cold: {else: true}
      """;

  private Shop() {}

  /** The same model, but for the points of a visit; it says 3. */
  static String visitsGive(int points) {
    return MODEL.replace("points: 3, cap", "points: " + points + ", cap");
  }
}
