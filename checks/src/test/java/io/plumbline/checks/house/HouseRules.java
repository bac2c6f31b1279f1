package io.plumbline.checks.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arrows and words of the house, as ARCHITECTURE.md draws them. */
final class HouseRules {

  static final List<HouseRule> ALL =
      List.of(
          new HouseRule("order", HouseRules::corePackagesFollowTheirOrder),
          new HouseRule("arrows", HouseRules::modulesFollowTheArrows),
          new HouseRule("cycle", HouseRules::packagesHaveNoCycle),
          new HouseRule("jdk", HouseRules::coreNeedsOnlyTheJdk),
          new HouseRule("outside", HouseRules::coreSeesNothingOutside),
          new HouseRule("clock", HouseRules::coreHasNoClock),
          new HouseRule("defaults", HouseRules::coreHasNoDefaultLocaleOrZone),
          new HouseRule("chance", HouseRules::coreHasNoRandomness),
          new HouseRule("sql", HouseRules::sqlStaysInStore),
          new HouseRule("http", HouseRules::httpStaysInServer),
          new HouseRule("names", HouseRules::namesSayWhatAThingIs));

  /** The packages of core: each may use those before it. */
  private static final List<String> CORE =
      List.of("fact", "model", "score", "engine", "population");

  /** Which other modules a module may use. A new module must be entered here. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "core", Set.of(),
          "format", Set.of("core"),
          "store", Set.of("format", "core"),
          "server", Set.of("store", "format", "core"),
          "cli", Set.of("server", "store", "format", "core"));

  private HouseRules() {}

  private static ArchRule corePackagesFollowTheirOrder(String root) {
    return classesShouldNotUse(
        root,
        "a package of core that comes after their own",
        (from, to) -> {
          int own = CORE.indexOf(segment(from, root + ".core."));
          int other = CORE.indexOf(segment(to, root + ".core."));
          return own >= 0 && other > own;
        });
  }

  private static ArchRule modulesFollowTheArrows(String root) {
    return classesShouldNotUse(
        root,
        "a module to which no arrow leads",
        (from, to) -> {
          String own = segment(from, root + ".");
          String other = segment(to, root + ".");
          return !own.isEmpty()
              && !other.isEmpty()
              && !own.equals(other)
              && !ARROWS.getOrDefault(own, Set.of()).contains(other);
        });
  }

  private static ArchRule packagesHaveNoCycle(String root) {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private static ArchRule coreNeedsOnlyTheJdk(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".core..")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage("java..", "org.jspecify.annotations..", root + ".core..")));
  }

  private static ArchRule coreSeesNothingOutside(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".core..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.io..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.net..",
                "java.sql..",
                "java.util.logging.."))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(System.Logger.class, ProcessBuilder.class, Runtime.class);
  }

  private static ArchRule coreHasNoClock(String root) {
    return coreCallsNone(
        root,
        "the clock",
        (owner, name, parameters) ->
            (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                || (owner.equals("java.time.Clock") && name.startsWith("tick"))
                || (owner.equals("java.lang.System")
                    && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                || (owner.equals("java.util.Date") && name.equals("<init>") && parameters == 0)
                || (owner.equals("java.util.Calendar") && name.equals("getInstance")));
  }

  private static ArchRule coreHasNoDefaultLocaleOrZone(String root) {
    return coreCallsNone(
        root,
        "the default locale or zone",
        (owner, name, parameters) ->
            (name.equals("getDefault") && owner.matches("java\\.util\\.(?:Locale|TimeZone)"))
                || (name.equals("systemDefault") && owner.equals("java.time.ZoneId"))
                || (owner.equals("java.lang.String")
                    && ((name.matches("to(?:Lower|Upper)Case") && parameters == 0)
                        || (name.equals("format") && parameters == 2)
                        || name.equals("formatted"))));
  }

  private static ArchRule coreHasNoRandomness(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".core..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(?:Random|SplittableRandom|concurrent\\.ThreadLocalRandom"
                + "|random\\..*)|java\\.security\\.SecureRandom")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(StrictMath.class, "random")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID");
  }

  private static ArchRule sqlStaysInStore(String root) {
    return noClasses()
        .that(not(resideInAPackage(root + ".store..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."));
  }

  private static ArchRule httpStaysInServer(String root) {
    return noClasses()
        .that(not(resideInAPackage(root + ".server..")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.net.http..",
                "org.apache.hc..",
                "com.sun.net.httpserver..",
                "jakarta.servlet.."));
  }

  private static ArchRule namesSayWhatAThingIs(String root) {
    return noClasses()
        .that(resideInAPackage(root + ".."))
        .should()
        .haveNameMatching(".*(?:Manager|Helper|Utils?|Impl|Service|Processor)");
  }

  private static ArchRule classesShouldNotUse(String root, String what, Use isForbidden) {
    return ArchRuleDefinition.classes()
        .that(resideInAPackage(root + ".."))
        .should(
            new ArchCondition<JavaClass>("not use " + what) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (var use : type.getDirectDependenciesFromSelf()) {
                  JavaClass target = use.getTargetClass().getBaseComponentType();
                  if (isForbidden.matches(type.getPackageName(), target.getPackageName())) {
                    events.add(SimpleConditionEvent.violated(type, use.getDescription()));
                  }
                }
              }
            });
  }

  private static ArchRule coreCallsNone(String root, String what, Call isForbidden) {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage(root + ".core..")
        .should(
            new ArchCondition<JavaClass>("not ask " + what) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (var access : type.getCodeUnitAccessesFromSelf()) {
                  var target = access.getTarget();
                  String owner = target.getOwner().getName();
                  int parameters = target.getRawParameterTypes().size();
                  if (isForbidden.matches(owner, target.getName(), parameters)) {
                    events.add(SimpleConditionEvent.violated(type, access.getDescription()));
                  }
                }
              }
            });
  }

  /** The first part of a package name after a prefix, or nothing where it does not begin so. */
  private static String segment(String packageName, String prefix) {
    if (!packageName.startsWith(prefix)) {
      return "";
    }
    String rest = packageName.substring(prefix.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  private interface Use {
    boolean matches(String fromPackage, String toPackage);
  }

  private interface Call {
    boolean matches(String owner, String name, int parameters);
  }
}
