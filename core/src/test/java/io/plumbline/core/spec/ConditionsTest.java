package io.plumbline.core.spec;

import static io.plumbline.core.score.Contribution.Answer.NO;
import static io.plumbline.core.score.Contribution.Answer.UNKNOWN;
import static io.plumbline.core.score.Contribution.Answer.YES;
import static io.plumbline.core.spec.Draft.after;
import static io.plumbline.core.spec.Draft.all;
import static io.plumbline.core.spec.Draft.any;
import static io.plumbline.core.spec.Draft.atLeast;
import static io.plumbline.core.spec.Draft.atMost;
import static io.plumbline.core.spec.Draft.before;
import static io.plumbline.core.spec.Draft.contains;
import static io.plumbline.core.spec.Draft.endsWith;
import static io.plumbline.core.spec.Draft.exists;
import static io.plumbline.core.spec.Draft.in;
import static io.plumbline.core.spec.Draft.is;
import static io.plumbline.core.spec.Draft.isNot;
import static io.plumbline.core.spec.Draft.lessThan;
import static io.plumbline.core.spec.Draft.moreThan;
import static io.plumbline.core.spec.Draft.newerThan;
import static io.plumbline.core.spec.Draft.not;
import static io.plumbline.core.spec.Draft.notIn;
import static io.plumbline.core.spec.Draft.olderThan;
import static io.plumbline.core.spec.Draft.startsWith;
import static io.plumbline.core.spec.Draft.that;
import static io.plumbline.core.spec.Draft.when;
import static io.plumbline.core.spec.Judged.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Condition;
import io.plumbline.core.model.Operator;
import io.plumbline.core.score.Contribution.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 4 of the specification: conditions. Today is 2026-11-21 in Bucharest. */
class ConditionsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-11");

  /** 00:30 of the 12th in Bucharest, though the 11th in UTC. */
  private static final Instant INSTANT = Instant.parse("2026-11-11T22:30:00Z");

  private static Answer ask(Object value, Operator... operators) {
    return judge(lead().with("a", value), that("a", operators));
  }

  private static Answer judge(Judged.Lead lead, Condition condition) {
    return lead.by(
            Draft.model("Europe/Bucharest", when("r", condition, "1")), "2026-11-21T10:00:00Z")
        .answer("r");
  }

  /** "For a text literal, a number counts as its plain digits, a boolean as true or false." */
  @Test
  void is_textLiteral_readsNumbersAndBooleansAsText() {
    assertThat(ask("RO", is("ro"))).isEqualTo(YES);
    assertThat(ask("DE", is("ro"))).isEqualTo(NO);
    assertThat(ask(new BigDecimal("1.50"), is("1.5"))).isEqualTo(YES);
    assertThat(ask(new BigDecimal("1E+2"), is("100"))).isEqualTo(YES);
    assertThat(ask(new BigDecimal("-0.0"), is("0"))).isEqualTo(YES);
    assertThat(ask(new BigDecimal("1.50"), is("1.50"))).isEqualTo(NO);
    assertThat(ask("1.50", is("1.5"))).isEqualTo(NO);
    assertThat(ask(true, is("TRUE"))).isEqualTo(YES);
    assertThat(ask(false, is("true"))).isEqualTo(NO);
    assertThat(ask(DAY, is("2026-11-11"))).isEqualTo(UNKNOWN);
    assertThat(ask(INSTANT, is("2026-11-11"))).isEqualTo(UNKNOWN);
    assertThat(ask("2026-11-11", is("2026-11-11"))).isEqualTo(YES);
  }

  /** "Numbers compare as decimals (1 = 1.0). Text counts as a number if ..." */
  @Test
  void is_numberLiteral_readsPlainDecimalText() {
    assertThat(ask(1, is(new BigDecimal("1.0")))).isEqualTo(YES);
    assertThat(ask(2, is(1))).isEqualTo(NO);
    assertThat(ask(" +1.00\u00a0", is(1))).isEqualTo(YES);
    assertThat(ask("１２", is(12))).isEqualTo(YES);
    assertThat(ask("-0", is(0))).isEqualTo(YES);
    assertThat(ask("1e0", is(1))).isEqualTo(UNKNOWN);
    assertThat(ask("1.", is(1))).isEqualTo(UNKNOWN);
    assertThat(ask(".5", is(new BigDecimal("0.5")))).isEqualTo(UNKNOWN);
    assertThat(ask("one", is(1))).isEqualTo(UNKNOWN);
    assertThat(ask(true, is(1))).isEqualTo(UNKNOWN);
    assertThat(ask(DAY, is(2026))).isEqualTo(UNKNOWN);
    assertThat(ask(INSTANT, is(2026))).isEqualTo(UNKNOWN);
    assertThat(ask("0".repeat(999) + "1", is(1))).isEqualTo(YES);
    assertThat(ask("0".repeat(1000) + "1", is(1))).isEqualTo(UNKNOWN);
  }

  /** "Text true or false (normalised) counts as one where the literal is one." */
  @Test
  void is_booleanLiteral_readsTextTrueAndFalse() {
    assertThat(ask(true, is(true))).isEqualTo(YES);
    assertThat(ask(false, is(true))).isEqualTo(NO);
    assertThat(ask(" ＴＲＵＥ ", is(true))).isEqualTo(YES);
    assertThat(ask("False", is(true))).isEqualTo(NO);
    assertThat(ask("yes", is(true))).isEqualTo(UNKNOWN);
    assertThat(ask(1, is(true))).isEqualTo(UNKNOWN);
    assertThat(ask(DAY, is(true))).isEqualTo(UNKNOWN);
  }

  /** "An instant compares by its day in the model's zone." */
  @Test
  void is_dateLiteral_readsIsoTextAndInstantsByDay() {
    LocalDate twelfth = LocalDate.parse("2026-11-12");
    assertThat(ask(DAY, is(DAY))).isEqualTo(YES);
    assertThat(ask(DAY, is(twelfth))).isEqualTo(NO);
    assertThat(ask(INSTANT, is(twelfth))).isEqualTo(YES);
    assertThat(ask("2026-11-11T22:30Z", is(twelfth))).isEqualTo(YES);
    assertThat(ask("2026-11-11 22:30", is(DAY))).isEqualTo(YES);
    assertThat(ask(" 2026-11-11 ", is(DAY))).isEqualTo(YES);
    assertThat(ask("2026-11-31", is(DAY))).isEqualTo(UNKNOWN);
    assertThat(ask("20261111", is(DAY))).isEqualTo(UNKNOWN);
    assertThat(ask(20261111, is(DAY))).isEqualTo(UNKNOWN);
    assertThat(ask(true, is(DAY))).isEqualTo(UNKNOWN);
  }

  /** "Text is compared after NFKC, then trimming of White_Space, then lower-casing in the root." */
  @ParameterizedTest
  @CsvSource({
    "'ﬁt', 'FIT', YES",
    "'Ｃｈｉｅｆ', 'chief', YES",
    "'\u3000 x \u2003', 'x', YES",
    "'e\u0301', 'é', YES",
    "'K', 'k', YES", // the Kelvin sign
    "'İ', 'i\u0307', YES",
    "'STRASSE', 'straße', NO", // "there is no case folding beyond that"
    "'ΣΑΣ', 'σας', YES", // final sigma, as lower-casing the text as a whole gives it
    "'ΣΑΣ', 'σασ', NO",
    "'\u200bx', 'x', NO", // zero width space is no White_Space
    "'\u00a8', '\u0308', YES" // NFKC gives a space before the mark, and trimming takes it
  })
  void is_texts_compareInNormalForm(String value, String literal, Answer answer) {
    assertThat(ask(value, is(literal))).isEqualTo(answer);
  }

  @Test
  void in_literalsOfSeveralTypes_answersAsAny() {
    assertThat(ask("x", in(1, "x"))).isEqualTo(YES);
    assertThat(ask("y", in(1, "x"))).isEqualTo(UNKNOWN);
    assertThat(ask("2", in(1, "x"))).isEqualTo(NO);
    assertThat(ask("y", notIn(1, "x"))).isEqualTo(UNKNOWN);
    assertThat(ask("x", notIn(1, "x"))).isEqualTo(NO);
    assertThat(ask("2", notIn(1, "x"))).isEqualTo(YES);
    assertThat(ask("x", isNot("X"))).isEqualTo(NO);
    assertThat(ask("x", isNot(1))).isEqualTo(UNKNOWN);
  }

  @Test
  void textOperators_anyOfTheirTexts_readNumbersAndBooleansAsText() {
    assertThat(ask("Head of Sales", contains("X", " SALES "))).isEqualTo(YES);
    assertThat(ask("/Pricing/eu", startsWith("/pricing"))).isEqualTo(YES);
    assertThat(ask("report.PDF", endsWith(".pdf", ".doc"))).isEqualTo(YES);
    assertThat(ask("report.xls", endsWith(".pdf", ".doc"))).isEqualTo(NO);
    assertThat(ask(new BigDecimal("12.50"), endsWith("2.5"))).isEqualTo(YES);
    assertThat(ask(true, startsWith("tr"))).isEqualTo(YES);
    assertThat(ask(DAY, contains("2026"))).isEqualTo(UNKNOWN);
    assertThat(ask(INSTANT, contains("2026"))).isEqualTo(UNKNOWN);
  }

  /** "`*` is any run of characters, `?` one code point, line breaks included, no escape." */
  @ParameterizedTest
  @CsvSource({
    "'chief *', 'Chief of staff', YES",
    "'chief *', 'chief', NO",
    "'c?o', 'CTO', YES",
    "'c?o', 'CO', NO",
    "'?', '😀', YES",
    "'??', '😀', NO",
    "'*founder*', 'Co-Founder & CEO', YES",
    "'a*b', 'a\nb', YES",
    "'a?b', 'a\nb', YES",
    "'*', 'x', YES",
    "'*a*a*a*a*b', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac', NO",
    "'a\\*', 'a\\b', YES",
    "'[a]', 'a', NO",
    "'＊ｘ', 'yx', YES", // a full-width star is a star after NFKC
    "'x', 'xy', NO"
  })
  void matches_wildcards_coverTheWholeText(String pattern, String text, Answer answer) {
    assertThat(ask(text, Draft.matches(pattern))).isEqualTo(answer);
  }

  @Test
  void numberOperators_onEachType_readNumbersOnly() {
    assertThat(ask(100, atLeast("100"))).isEqualTo(YES);
    assertThat(ask(new BigDecimal("99.999"), atLeast("100"))).isEqualTo(NO);
    assertThat(ask("100.0", atMost("100"))).isEqualTo(YES);
    assertThat(ask(100, moreThan("100"))).isEqualTo(NO);
    assertThat(ask(100, lessThan("100.001"))).isEqualTo(YES);
    assertThat(ask("12345678901234567890.5", moreThan("12345678901234567890.4"))).isEqualTo(YES);
    assertThat(ask("many", atLeast("1"))).isEqualTo(UNKNOWN);
    assertThat(ask(true, atLeast("0"))).isEqualTo(UNKNOWN);
    assertThat(ask(DAY, atLeast("0"))).isEqualTo(UNKNOWN);
  }

  /** "`before`, `after` (dates, exclusive)". */
  @Test
  void beforeAndAfter_atTheirDate_areExclusive() {
    assertThat(ask(DAY, before("2026-11-11"))).isEqualTo(NO);
    assertThat(ask(DAY, before("2026-11-12"))).isEqualTo(YES);
    assertThat(ask(INSTANT, before("2026-11-12"))).isEqualTo(NO);
    assertThat(ask(DAY, after("2026-11-11"))).isEqualTo(NO);
    assertThat(ask("2026-11-11T22:30:00+00:00", after("2026-11-11"))).isEqualTo(YES);
    assertThat(ask("soon", after("2026-11-11"))).isEqualTo(UNKNOWN);
    assertThat(ask(7, after("2026-11-11"))).isEqualTo(UNKNOWN);
  }

  /**
   * "`older_than`, `newer_than` (Nd, by day: age > N, age < N ...; negative for a date to come)".
   */
  @Test
  void olderAndNewer_countDaysToToday() {
    assertThat(ask(DAY, olderThan(9))).isEqualTo(YES);
    assertThat(ask(DAY, olderThan(10))).isEqualTo(NO);
    assertThat(ask(DAY, newerThan(10))).isEqualTo(NO);
    assertThat(ask(DAY, newerThan(11))).isEqualTo(YES);
    assertThat(ask(INSTANT, olderThan(9))).isEqualTo(NO);
    assertThat(ask("2027-01-01", newerThan(1))).isEqualTo(YES);
    assertThat(ask("2027-01-01", olderThan(1))).isEqualTo(NO);
    assertThat(ask("long ago", olderThan(1))).isEqualTo(UNKNOWN);
  }

  /** "A test on an unknown attribute ... is unknown; `exists` never is." */
  @Test
  void unknownAttribute_isUnknownButForExists() {
    assertThat(judge(lead(), that("a", is("x")))).isEqualTo(UNKNOWN);
    assertThat(judge(lead(), that("a", isNot("x")))).isEqualTo(UNKNOWN);
    assertThat(judge(lead(), that("a", exists(true)))).isEqualTo(NO);
    assertThat(judge(lead(), that("a", exists(false)))).isEqualTo(YES);
    assertThat(judge(lead(), that("a", exists(true), is("x")))).isEqualTo(NO);
    assertThat(judge(lead(), that("a", exists(false), is("x")))).isEqualTo(UNKNOWN);
    assertThat(ask("x", exists(true))).isEqualTo(YES);
    assertThat(ask("x", exists(false), is("x"))).isEqualTo(NO);
  }

  /** "`all`: no if one is no, else unknown if one is unknown, else yes" and so on. */
  @ParameterizedTest
  @CsvSource({
    "YES, YES, YES, YES",
    "YES, NO, NO, YES",
    "YES, UNKNOWN, UNKNOWN, YES",
    "NO, NO, NO, NO",
    "NO, UNKNOWN, NO, UNKNOWN",
    "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
  })
  void allAnyNot_threeValues_combine(Answer one, Answer other, Answer inAll, Answer inAny) {
    Judged.Lead known = lead().with("known", "x");
    assertThat(judge(known, all(answering(one), answering(other)))).isEqualTo(inAll);
    assertThat(judge(known, all(answering(other), answering(one)))).isEqualTo(inAll);
    assertThat(judge(known, any(answering(one), answering(other)))).isEqualTo(inAny);
    assertThat(judge(known, any(answering(other), answering(one)))).isEqualTo(inAny);
    Answer swapped = one == YES ? NO : one == NO ? YES : UNKNOWN;
    assertThat(judge(known, not(answering(one)))).isEqualTo(swapped);
  }

  private static Condition answering(Answer answer) {
    return switch (answer) {
      case YES -> that("known", is("x"));
      case NO -> that("known", is("y"));
      case UNKNOWN -> that("missing", is("x"));
    };
  }

  /** "On a list, one element must meet all operators of the test but ...". */
  @Test
  void list_severalOperators_mustHoldForOneElement() {
    List<Object> spread = List.of(1, 10);
    assertThat(ask(spread, atLeast("5"))).isEqualTo(YES);
    assertThat(ask(spread, atLeast("2"), atMost("9"))).isEqualTo(NO);
    assertThat(ask(List.of(1, 5, 10), atLeast("2"), atMost("9"))).isEqualTo(YES);
    assertThat(ask(List.of("x", 1), atLeast("5"))).isEqualTo(UNKNOWN);
    assertThat(ask(List.of("x", 7), atLeast("5"))).isEqualTo(YES);
    assertThat(ask(List.of("a.pdf", "b.doc"), endsWith(".doc"))).isEqualTo(YES);
  }

  /** "... `is_not`, `not_in` and `exists`, which are asked of the list as a whole". */
  @Test
  void list_negations_areAskedOfTheWhole() {
    assertThat(ask(List.of("a", "b"), isNot("a"))).isEqualTo(NO);
    assertThat(ask(List.of("a", "b"), isNot("c"))).isEqualTo(YES);
    assertThat(ask(List.of("a", "b"), notIn("c", "B"))).isEqualTo(NO);
    assertThat(ask(List.of("a", DAY), isNot("c"))).isEqualTo(UNKNOWN);
    assertThat(ask(List.of("a", DAY), isNot("a"))).isEqualTo(NO);
    assertThat(ask(List.of("a", "b"), is("a"), isNot("b"))).isEqualTo(NO);
    assertThat(ask(List.of("a", "b"), is("a"), isNot("c"))).isEqualTo(YES);
    assertThat(ask(List.of("a"), exists(true))).isEqualTo(YES);
  }
}
