"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from classifier.settings import DEFAULT_FILE

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def existing_file(name: str) -> Callable[..., Any]:
    """An argument that names a file; the library says what is wrong with it."""
    return click.argument(name, type=click.Path(path_type=Path))


config_option: Decorator = click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    help="The municipality's settings.  [default: nulage.toml in this folder, if any]",
)
key_option: Decorator = click.option(
    "--key",
    type=click.Path(path_type=Path),
    help="The key that makes ids, made on first use.  [default: nulage.key beside the settings]",
)
format_option: Decorator = click.option(
    "--format", "format_name", help="The format of the exports, when it is not recognised by itself."
)
rejected_limit_option: Decorator = click.option(
    "--max-rejected",
    default=0.05,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Exit with 1 when a larger share of the messages could not be read.",
)


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every command that reads raw exports takes: settings, key, format, limit of rejects."""
    for option in (rejected_limit_option, format_option, key_option, config_option):
        command = option(command)
    return command


def output_option(description: str, *, multiple: bool = False) -> Decorator:
    """`-o FILE`, several times when `multiple`."""
    return click.option(
        "-o", "--output", required=True, multiple=multiple, type=click.Path(path_type=Path), help=description
    )


def key_path(key: Path | None, config: Path | None) -> Path:
    """Where the key lies: as named, else beside the settings, else in the working folder."""
    return key or (config or DEFAULT_FILE).parent / "nulage.key"
