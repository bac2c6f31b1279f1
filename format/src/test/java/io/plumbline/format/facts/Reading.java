package io.plumbline.format.facts;

import io.plumbline.core.model.SubjectKind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What reading some bytes gives, for tests. */
record Reading(
    List<RecordingIntake.Lead> leads,
    List<RecordingIntake.Event> events,
    List<Rejection> rejections,
    List<Place> leadPlaces,
    ReadCount count) {

  /** How tests read: from standard input, with any chunk size. */
  record How(ReadOptions options, Limits limits, List<String> columns) {
    static How csv(String... columns) {
      return new How(
          ReadOptions.of(SubjectKind.LEAD, ZoneOffset.UTC).withFormat(FileFormat.CSV),
          Limits.DEFAULT,
          List.of(columns));
    }

    How with(ReadOptions newOptions) {
      return new How(newOptions, limits, columns);
    }

    How with(Limits newLimits) {
      return new How(options, newLimits, columns);
    }

    How threads(int threads) {
      return with(options.withThreads(threads));
    }

    How format(FileFormat format) {
      return with(options.withFormat(format));
    }

    How rename(Map<String, String> columns) {
      return with(options.withColumns(columns));
    }

    Reading leads(String text) {
      return leads(text.getBytes(StandardCharsets.UTF_8));
    }

    Reading events(String text) {
      return events(text.getBytes(StandardCharsets.UTF_8));
    }

    Reading leads(byte[] bytes) {
      return read(bytes, List.of("-"), false);
    }

    Reading events(byte[] bytes) {
      return read(bytes, List.of("-"), true);
    }

    Reading leadFiles(List<String> files) {
      return read(new byte[0], files, false);
    }

    Reading eventFiles(List<String> files) {
      return read(new byte[0], files, true);
    }

    private Reading read(byte[] bytes, List<String> inputs, boolean events) {
      RecordingIntake intake = new RecordingIntake(columns, columns);
      List<Rejection> rejections = new ArrayList<>();
      ReadOptions all =
          options.withStandardInput(new ByteArrayInputStream(bytes)).withRejected(rejections::add);
      FactFiles files = new FactFiles(all, intake, limits);
      ReadCount count = events ? files.readEvents(inputs) : files.readLeads(inputs);
      List<Place> places =
          intake.leadPlaces().stream().map(p -> files.placeOfLead(p.chunk(), p.line())).toList();
      return new Reading(intake.leads(), intake.events(), rejections, places, count);
    }
  }
}
