package io.plumbline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line without a command. */
@Command(
    name = "plumbline",
    sortOptions = false,
    header = "Lead scoring that can prove every point.",
    footerHeading = "%nStart here:%n",
    footer = {
      "  plumbline demo                                   sample data, scores, an explanation",
      "  plumbline init my-model --template b2b-saas      a model of your own",
      "  plumbline check my-model                         what is wrong with it, and where",
      "  plumbline score --model my-model --leads leads.csv --events events.csv --out scores.csv",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline COMMAND [OPTIONS]%n",
    commandListHeading = "Commands:%n",
    optionListHeading = "%nOptions, for every command:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong use of the command line",
      "3:a model has errors",
      "4:done, but rows were rejected under --strict"
    },
    versionProvider = RootCommand.Version.class)
@SuppressWarnings("UnusedVariable") // picocli sets the options, which others read.
final class RootCommand implements Runnable {
  /** What is wrong where no command is given; the help is shown instead of it. */
  static final String MISSING = "say what to do: a command is missing";

  @Mixin private final CommonOptions common;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  RootCommand(CommonOptions common) {
    this.common = common;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), MISSING);
  }

  /** The version of this build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "plumbline " + text() + " (Java " + System.getProperty("java.version") + ")"
      };
    }

    static String text() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }
  }
}
