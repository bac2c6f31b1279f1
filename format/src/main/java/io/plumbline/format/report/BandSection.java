package io.plumbline.format.report;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.text.Words;
import java.util.ArrayList;
import java.util.List;

/** How many leads are in each band, what to do with them, and who got there by an entry. */
final class BandSection {
  private final Overview overview;
  private final List<Part> parts = new ArrayList<>();

  private record Part(String title, String tone, long leads, String from, String todo) {}

  BandSection(Overview overview) {
    this.overview = overview;
    ScoringModel model = overview.model();
    int size = model.bands().size();
    for (int i = 0; i < size; i++) {
      Band band = model.bands().get(i);
      parts.add(
          new Part(
              band.caption().titleOr(band.name()),
              tone(i, size),
              overview.bands().get(i),
              from(band.test()),
              band.caption().description()));
    }
    if (!model.disqualifiers().isEmpty()) {
      parts.add(
          new Part(
              "Disqualified",
              "tone-none",
              overview.disqualifiedLeads(),
              "ruled out by a disqualifier",
              ""));
    }
  }

  /** One of seven tones, from warm for the first band to cool for the last. */
  static String tone(int band, int bands) {
    return "tone-" + (bands < 2 ? 0 : Math.round(6.0 * band / (bands - 1)));
  }

  private static String from(Band.Test test) {
    if (test instanceof Band.Test.AtLeast least) {
      return "from " + least.points() + " points";
    }
    if (test instanceof Band.Test.InCells cells) {
      return "cells " + Words.list(cells.cells());
    }
    return "all others";
  }

  void write(Html html) {
    if (parts.isEmpty()) {
      return;
    }
    html.open("section", "id", "bands").element("h2", "Bands");
    writeBar(html);
    writeTable(html);
    html.open("div", "class", "pair");
    ScoringModel model = overview.model();
    writeEntries(html, "Qualifiers", model.qualifiers(), overview.qualified());
    writeEntries(html, "Disqualifiers", model.disqualifiers(), overview.disqualified());
    html.close().close().line();
  }

  private void writeBar(Html html) {
    if (overview.leads() == 0) {
      return;
    }
    html.open("div", "class", "stack", "aria-hidden", "true");
    for (Part part : parts) {
      if (part.leads() > 0) {
        html.open("div", "class", part.tone(), "style", "flex-grow:" + part.leads());
        html.element("span", part.title());
        html.close();
      }
    }
    html.close();
  }

  private void writeTable(Html html) {
    html.open("div", "class", "scroll").open("table");
    html.element("caption", "Leads by band");
    html.open("thead").open("tr");
    html.element("th", "Band", "scope", "col");
    html.element("th", "Leads", "scope", "col", "class", "n");
    html.element("th", "Share", "scope", "col", "class", "n");
    boolean told = parts.stream().anyMatch(part -> !part.todo().isEmpty());
    html.element("th", "Who", "scope", "col");
    if (told) {
      html.element("th", "What to do", "scope", "col");
    }
    html.close().close().open("tbody");
    for (Part part : parts) {
      html.open("tr").open("th", "scope", "row");
      html.element("span", part.title(), "class", "pill " + part.tone()).close();
      html.element("td", Figures.count(part.leads()), "class", "n");
      html.element("td", Figures.share(part.leads(), overview.leads()), "class", "n");
      html.element("td", part.from());
      if (told) {
        html.element("td", part.todo(), "class", "wide");
      }
      html.close();
    }
    html.close().close().close();
  }

  private void writeEntries(Html html, String title, List<Entry> entries, List<Long> leads) {
    if (entries.isEmpty()) {
      return;
    }
    html.open("table", "class", "entries").open("caption").text(title + ": the first that holds");
    html.close().open("thead").open("tr").element("th", "Entry", "scope", "col");
    html.element("th", "Leads", "scope", "col", "class", "n");
    html.element("th", "Share", "scope", "col", "class", "n");
    html.close().close().open("tbody");
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      html.open("tr").open("th", "scope", "row").text(entry.caption().titleOr(entry.id()));
      if (!entry.band().isEmpty()) {
        html.element("small", "lifts to " + entry.band());
      }
      html.close().element("td", Figures.count(leads.get(i)), "class", "n");
      html.element("td", Figures.share(leads.get(i), overview.leads()), "class", "n").close();
    }
    html.close().close();
  }
}
