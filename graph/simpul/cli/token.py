"""``simpul token``: who may see more of the site than what is public."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from simpul.cli.command import Command, no_use
from simpul.cli.options import FILE, Day, OneOf, Option
from simpul.cli.screen import note, say
from simpul.errors import UsageError, shortened
from simpul.locale import translate as _
from simpul.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Collection

    from simpul.site.tokens import Token

_ACTIONS: Final = ("add", "list", "remove")
_DAYS: Final = 365


def command() -> click.Command:
    """Return the command."""
    return Command(
        "token",
        _token,
        parameters=[
            click.Argument(
                ["action"],
                type=OneOf(lambda: _ACTIONS),
                metavar="add|list|remove",
                help=_("What to do."),
            ),
            click.Argument(
                ["label"],
                required=False,
                metavar=_("[LABEL]"),
                help=_("Whose token it is, in your own words, to add or remove it."),
            ),
            Option(
                ["--access"],
                type=OneOf(_rights),
                metavar="partner|internal",
                help=_("What it opens; by default what is for partners."),
            ),
            Option(
                ["--expires"],
                type=Day(),
                metavar=_("DAY"),
                help=_("The last day on which it opens anything; by default a year from now."),
            ),
            tokens_option(),
        ],
        help=_(
            "Make, list and remove the tokens by which people and programs see more of the site than what is public. "
            "A token is shown once; the file has what proves it, and not the token."
        ),
    )


def tokens_option() -> Option:
    """Return the option that names the file of tokens."""
    return Option(
        ["--tokens"],
        type=FILE,
        envvar="SIMPUL_TOKENS",
        metavar=_("FILE"),
        help=_(
            "The file of tokens; by default SIMPUL_TOKENS, or tokens.json in your settings folder."
        ),
    )


def tokens_file(given: Path | None) -> Path:
    """Return the file of tokens: as given, else the default."""
    from simpul import paths

    return given or paths.tokens()


def _rights() -> "Collection[str]":
    from simpul.site.tokens import RIGHTS

    return RIGHTS


def _token(
    *, action: str, label: str | None, access: str | None, expires: date | None, tokens: Path | None
) -> None:
    """Do what is asked with the tokens."""
    file = tokens_file(tokens)
    if action == "list":
        _refuse_unused(action, label=label, access=access, expires=expires)
        _list(file)
    elif not label:
        raise UsageError(_("Write whose token it is: simpul token {action} LABEL.", action=action))
    elif action == "remove":
        _refuse_unused(action, access=access, expires=expires)
        _remove(file, label)
    else:
        _add(file, label, access or _rights_default(), expires)


def _rights_default() -> str:
    return next(iter(_rights()))


def _refuse_unused(action: str, **given: object) -> None:
    """Refuse what an action has no use for."""
    words = [
        shortened(one_line(str(value))) if name == "label" else f"--{name}"
        for name, value in given.items()
        if value
    ]
    if words:
        raise UsageError(no_use(f"simpul token {action}", ", ".join(words)))


def _add(file: Path, label: str, access: str, expires: date | None) -> None:
    from simpul.site import tokens

    day = tokens.today()
    last = expires or day + timedelta(days=_DAYS)
    made = tokens.add(file, label, right=access, expires=last, day=day, waiting=note)
    click.echo(made)
    say(
        _(
            "This is the token of {label}; it is not shown again. It opens what is {access}, until {day}.",
            label=one_line(label),
            access=access,
            day=last,
        )
    )


def _remove(file: Path, label: str) -> None:
    from simpul.site import tokens

    tokens.remove(file, label, waiting=note)
    say(_("The token of {label} opens nothing any more.", label=one_line(label)))


def _list(file: Path) -> None:
    from simpul.site import tokens

    known = tokens.read(file)
    if not known:
        say(_("There are no tokens in {path}.", path=file))
    day = tokens.today()
    for token in known:
        click.echo(_described(token, day))


def _described(token: "Token", day: date) -> str:
    said = _("expired on {day}", day=token.expires) if token.is_expired(day) else _("until {day}", day=token.expires)  # fmt: skip
    return "\t".join((one_line(token.label), token.right, said))
