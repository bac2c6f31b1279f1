package io.plumbline.core.population;

import io.plumbline.core.engine.Operand;
import io.plumbline.core.engine.Outcomes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outcomes of one attribute rule for blocks of leads. A rule over one attribute is asked
 * once for each distinct value of a lane. Thread-safe.
 */
final class OutcomeColumns {
  private static final int NONE = -1;

  private final Outcomes outcomes;
  private final LeadTable leads;
  private final int[] columnOfSlot;
  private final int[] slots;
  private final int day;
  private final int judgedPlace;
  private final char[][] byLaneAndCode;

  /**
   * For one rule.
   *
   * @param columnOfSlot the lanes' column of each attribute slot of the rule's model
   */
  OutcomeColumns(Outcomes outcomes, LeadTable leads, int[] columnOfSlot, int day) {
    this.outcomes = outcomes;
    this.leads = leads;
    this.columnOfSlot = columnOfSlot;
    this.day = day;
    slots = outcomes.slots();
    judgedPlace = leads.lanes.length == 0 ? NONE : leads.lanes[0].judgedPlace(outcomes.key());
    boolean asked = slots.length == 1 && judgedPlace == NONE;
    byLaneAndCode = new char[asked ? leads.lanes.length : 0][];
    for (int l = 0; l < byLaneAndCode.length; l++) {
      int column = columnOfSlot[slots[0]];
      byLaneAndCode[l] = leads.lanes[l].judge(column, slots[0], columnOfSlot.length, outcomes);
    }
  }

  /** The outcome of each subject of a block; found once. */
  char[] of(Block block) {
    return block.outcomes().computeIfAbsent(outcomes.key(), key -> find(block));
  }

  private char[] find(Block block) {
    char[] found = new char[block.size()];
    @Nullable Operand[] operands = new Operand[columnOfSlot.length];
    for (int i = 0; i < found.length; i++) {
      int row = block.rows()[i];
      LeadLane lane = leads.lane(row);
      int place = leads.placeInLane(row);
      if (judgedPlace != NONE) {
        found[i] = lane.outcome(place, judgedPlace);
      } else if (byLaneAndCode.length > 0) {
        int code = lane.code(place, columnOfSlot[slots[0]]);
        found[i] = byLaneAndCode[leads.laneNumber(row)][code];
      } else {
        load(lane, place, operands);
        found[i] = (char) outcomes.of(operands, day);
      }
    }
    return found;
  }

  private void load(LeadLane lane, int place, @Nullable Operand[] operands) {
    for (int slot : slots) {
      int column = columnOfSlot[slot];
      operands[slot] = lane.operand(column, lane.code(place, column));
    }
  }
}
