"""The console script `nulage`: one small file a command, heavy imports inside the commands."""

import sys

import click

from classifier import __version__
from classifier.cli.agreement import agreement
from classifier.cli.audit import audit
from classifier.cli.classify import classify
from classifier.cli.drift import drift
from classifier.cli.evaluate import evaluate
from classifier.cli.explain import explain
from classifier.cli.import_ import import_
from classifier.cli.label import label
from classifier.cli.report import report
from classifier.cli.sample import sample
from classifier.cli.summarise import summarise
from classifier.cli.train import train
from classifier.errors import NulageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="nulage")
@click.option(
    "--debug", is_flag=True, expose_value=False, help="Show a traceback instead of one line when something fails."
)
def nulage() -> None:
    """What citizens write to a municipality, how much first-line service could answer, how much is never answered.

    \b
    nulage import EXPORTS... -o enquiries.csv
    nulage audit enquiries.csv
    nulage train corpora/labelled.csv -o models/shipped.skops
    nulage evaluate label.xlsx -m models/shipped.skops
    nulage classify enquiries.csv -m models/shipped.skops -o classified.csv
    nulage explain classified.csv --id ID -m models/shipped.skops
    nulage summarise classified.csv -o summary.xlsx
    nulage report classified.csv -o report.html
    """


_COMMANDS = (
    import_, audit, sample, label, agreement, train, evaluate, classify, explain, summarise, report, drift,
)  # fmt: skip
for command in _COMMANDS:
    nulage.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; an error the user can act on is one line on stderr and exit code 1."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        code = nulage.main(args=arguments, prog_name="nulage", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("nulage: stopped; nothing was written", err=True)
        sys.exit(130)
    except NulageError as error:
        if "--debug" in arguments:
            raise
        click.echo(f"nulage: {error}", err=True)
        sys.exit(1)
    except Exception as error:
        if "--debug" in arguments:
            raise
        # The message of a foreign exception may quote the data, so only its kind is shown.
        click.echo(
            f"nulage: an unexpected {type(error).__name__}; run again with 'nulage --debug ...' and report it",
            err=True,
        )
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
