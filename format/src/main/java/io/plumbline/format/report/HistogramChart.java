package io.plumbline.format.report;

import java.util.ArrayList;
import java.util.List;

/** Draws a histogram with marks; its figures follow as a table that can be opened. */
final class HistogramChart {
  private static final double MARK_WIDTH = 0.11;

  private final Histogram histogram;
  private final String title;
  private final List<Mark> marks;

  /** A threshold on the axis, in thousandths. */
  record Mark(long at, String label) {}

  HistogramChart(Histogram histogram, String title, List<Mark> marks) {
    this.histogram = histogram;
    this.title = title;
    this.marks = marks.stream().filter(this::isShown).toList();
  }

  private boolean isShown(Mark mark) {
    return mark.at() >= histogram.first() && mark.at() <= histogram.last();
  }

  void write(Html html) {
    html.open("figure", "class", "chart");
    html.element("figcaption", title);
    html.open("div", "class", "plot marks-" + lanes());
    writeGrid(html);
    writeBars(html);
    writeMarks(html);
    html.close();
    writeAxis(html);
    writeTable(html);
    html.close().line();
  }

  private void writeGrid(Html html) {
    long tallest = histogram.tallest();
    if (tallest > 0) {
      html.open("div", "class", "grid", "aria-hidden", "true");
      html.element("span", Figures.count(tallest), "class", "top");
      html.close();
    }
  }

  private void writeBars(Html html) {
    String size = "0 0 " + histogram.counts().size() * 10 + " 100";
    html.open(
        "svg",
        "class",
        "bars",
        "viewBox",
        size,
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        title + ": the figures follow as a table");
    long tallest = Math.max(1, histogram.tallest());
    for (int i = 0; i < histogram.counts().size(); i++) {
      long count = histogram.counts().get(i);
      if (count > 0) {
        // Even one lead among a million is to be seen.
        double height = Math.max(0.8, 100.0 * count / tallest);
        html.leaf(
            "rect",
            "x",
            Figures.length(i * 10 + 0.6),
            "y",
            Figures.length(100 - height),
            "width",
            "8.8",
            "height",
            Figures.length(height));
      }
    }
    html.close();
  }

  private void writeMarks(Html html) {
    List<Integer> lanes = laneOfEach();
    for (int i = 0; i < marks.size(); i++) {
      double at = histogram.at(marks.get(i).at());
      String side = at > 0.85 ? " left" : "";
      html.open(
          "div",
          "class",
          "mark lane-" + lanes.get(i) + side,
          "style",
          "left:" + Figures.length(100 * at) + "%");
      html.element("span", marks.get(i).label());
      html.close();
    }
  }

  /** Labels that would meet stand in different lanes. */
  private List<Integer> laneOfEach() {
    List<Double> ends = new ArrayList<>();
    List<Integer> lanes = new ArrayList<>();
    for (Mark mark : marks) {
      double at = histogram.at(mark.at());
      int lane = 0;
      while (lane < ends.size() && Math.abs(at - ends.get(lane)) < MARK_WIDTH && lane < 2) {
        lane++;
      }
      if (lane == ends.size()) {
        ends.add(at);
      } else {
        ends.set(lane, at);
      }
      lanes.add(lane);
    }
    return lanes;
  }

  private int lanes() {
    return laneOfEach().stream().mapToInt(lane -> lane + 1).max().orElse(0);
  }

  private void writeAxis(Html html) {
    html.open("div", "class", "axis", "aria-hidden", "true");
    long tick = histogram.tick();
    for (long at = histogram.firstTick(tick); at <= histogram.last(); at += tick) {
      String left = "left:" + Figures.length(100 * histogram.at(at)) + "%";
      html.element("span", Figures.points(at), "style", left);
    }
    html.close();
  }

  private void writeTable(Html html) {
    html.open("details").element("summary", "Figures");
    html.open("table", "class", "plain");
    html.open("caption").text(title).close();
    html.open("thead").open("tr");
    html.element("th", "from", "scope", "col").element("th", "to below", "scope", "col");
    html.element("th", "leads", "scope", "col");
    html.close().close().open("tbody");
    for (int i = 0; i < histogram.counts().size(); i++) {
      long from = histogram.first() + i * histogram.step();
      html.open("tr");
      html.element("td", Figures.points(from));
      html.element("td", Figures.points(from + histogram.step()));
      html.element("td", Figures.count(histogram.counts().get(i)));
      html.close();
    }
    html.close().close().close();
  }
}
