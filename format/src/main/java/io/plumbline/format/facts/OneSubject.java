package io.plumbline.format.facts;

import io.plumbline.core.fact.Value;
import io.plumbline.core.population.EventRow;
import io.plumbline.core.population.EventSink;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.LeadSink;
import io.plumbline.core.population.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An intake that passes on the facts of one subject only, to look at it closely. */
public final class OneSubject implements Intake {
  private final Intake intake;
  private final byte[] id;

  public OneSubject(Intake intake, String id) {
    this.intake = intake;
    this.id = id.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<String> attributes() {
    return intake.attributes();
  }

  @Override
  public List<String> properties() {
    return intake.properties();
  }

  @Override
  public LeadSink leads(long chunk) {
    return new Leads(intake.leads(chunk));
  }

  @Override
  public EventSink events(long chunk) {
    return new Events(intake.events(chunk));
  }

  private boolean isWanted(Slice slice) {
    return Arrays.equals(slice.bytes(), slice.from(), slice.to(), id, 0, id.length);
  }

  private final class Leads implements LeadSink {
    private final LeadSink sink;

    Leads(LeadSink sink) {
      this.sink = sink;
    }

    @Override
    public int code(int column, Value value) {
      return sink.code(column, value);
    }

    @Override
    public void add(Slice lead, int line, int[] codes) {
      if (isWanted(lead)) {
        sink.add(lead, line, codes);
      }
    }
  }

  private final class Events implements EventSink {
    private final EventSink sink;

    Events(EventSink sink) {
      this.sink = sink;
    }

    @Override
    public int type(String type) {
      return sink.type(type);
    }

    @Override
    public boolean wantsProperties(int type) {
      return sink.wantsProperties(type);
    }

    @Override
    public int code(int column, Value value) {
      return sink.code(column, value);
    }

    @Override
    public EventRow row() {
      return sink.row();
    }

    @Override
    public void add() {
      if (isWanted(sink.row().lead)) {
        sink.add();
      }
    }
  }
}
