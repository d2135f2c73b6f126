"""How bash, zsh and fish are answered: one line for each thing offered, and a word that each of them takes as it is.

Zsh and fish quote what they insert; bash does not, so that its words are quoted here, for the quotes that are open
where the person stands. A value with a line break, a tab or a control is not offered to any of them: it would be
two lines, or steer the terminal that lists it.
"""

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from simpul.terminal import clean, one_line

_BASH_SOURCE: Final = """\
%(complete_func)s() {
    local line type
    COMPREPLY=()
    while IFS= read -r line; do
        type=${line%%%%,*}
        if [[ $type == 'dir' ]]; then
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            compopt -o default
        elif [[ -n $type ]]; then
            [[ $type == 'nospace' ]] && compopt -o nospace
            COMPREPLY+=("${line#*,}")
        fi
    done < <(env COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" %(complete_var)s=bash_complete "$1")
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_ZSH_SOURCE: Final = """\
%(complete_func)s() {
    local -a lines names described open
    local kind value about
    lines=("${(@f)$(env COMP_WORDS="${(j: :)words}" COMP_CWORD=$((CURRENT-1)) %(complete_var)s=zsh_complete %(prog_name)s)}")
    for kind value about in "${(@)lines}"; do
        case $kind in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            nospace) open+=("$value") ;;
            plain) names+=("$value") ;;
            described) described+=("$value:$about") ;;
        esac
    done
    (( $#described )) && _describe -V questions described -U
    (( $#names )) && compadd -U -V values -a names
    (( $#open )) && compadd -U -S '' -V parameters -a open
    return 0
}
compdef %(complete_func)s %(prog_name)s
"""
_FISH_SOURCE: Final = """\
function %(complete_func)s
    set -l words (commandline -cp | string collect --allow-empty)
    set -l word (commandline -ct | string collect --allow-empty)
    for line in (env COMP_WORDS="$words" COMP_CWORD="$word" %(complete_var)s=fish_complete %(prog_name)s)
        set -l parts (string split -m 1 -- , $line)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%%s\\n' $parts[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""
_BARE: Final = re.compile(r"[^\w./,:@%+=-]", re.ASCII)
"""What bash may take for more than itself outside quotes."""


class _Shell(ShellComplete):
    """A shell that is offered only what is one line and steers nothing."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Return what the word may become."""
        found = super().get_completions(args, incomplete)
        return [item for item in found if _is_plain(str(item.value))]


def _is_plain(value: str) -> bool:
    """Return whether a value is one line of text, which steers nothing and can be written here."""
    encoding = sys.stdout.encoding
    written = value.encode(encoding, "ignore").decode(encoding)
    return clean(one_line(value)) == written and "\t" not in value


def _about(item: CompletionItem[Any]) -> str:
    return clean(one_line(item.help or "")).replace("\t", " ")


class Bash(_Shell, BashComplete):
    """Bash, which takes ``city=Jakarta`` for three words and inserts values as they are."""

    source_template = _BASH_SOURCE

    def complete(self) -> str:
        """Return a line for each thing that is offered: its kind, and what replaces the end of the word."""
        typed = Typed.of(os.environ["COMP_WORDS"], os.environ["COMP_BREAKS"])
        found = self.get_completions([*typed.words[1:-1]], typed.words[-1])
        fitting = [item for item in found if typed.can_become(str(item.value))]
        rests = typed.quoted([str(item.value)[len(typed.kept) :] for item in fitting])
        return "\n".join(f"{item.type},{rest}" for item, rest in zip(fitting, rests, strict=True))


class Zsh(_Shell, ZshComplete):
    """Zsh, which adds a space behind what it completes unless it is asked not to."""

    source_template = _ZSH_SOURCE

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return three lines for the shell function: kind, value, and what is said of it."""
        about = _about(item)
        if item.type != "plain" or not about:
            return f"{item.type}\n{item.value}\n_"
        # What is described ends at the first colon that no backslash stands before.
        value = re.sub(r"[\\:]", r"\\\g<0>", str(item.value))
        return f"described\n{value}\n{about}"


class Fish(_Shell, FishComplete):
    """Fish, which adds no space behind ``=`` of its own accord."""

    source_template = _FISH_SOURCE

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return a line for the shell function, which knows of files, folders and plain words."""
        kind = "plain" if item.type == "nospace" else item.type
        about = _about(item)
        return f"{kind},{item.value}{f'{chr(9)}{about}' if about else ''}"


SHELLS: Final[dict[str, type[ShellComplete]]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A command line in bash up to the cursor.

    Attributes:
        words: Its words, unquoted; the last is the one being typed, and may be empty.
        kept: What of the last word stays before the completion: readline replaces from the last break on.
        quote: The quote that is open, or nothing.
        closed: The last word holds quotes that are closed; what readline would replace then is not certain.
    """

    words: tuple[str, ...]
    kept: str
    quote: str
    closed: bool

    @classmethod
    def of(cls, line: str, breaks: str) -> "Typed":
        """Read a line as bash does.

        >>> Typed.of("simpul query -p city='New Y", "=").words
        ('simpul', 'query', '-p', 'city=New Y')
        """
        words, kept, quote, closed = [""], 0, "", False
        signs = iter(line)
        for sign in signs:
            if sign == "\\" and quote != "'":
                following = next(signs, "")
                literal = quote and following not in '"\\$`\n'
                words[-1] += sign + following if literal else following
            elif quote and sign == quote:
                quote, closed = "", True
            elif not quote and sign in "'\"":
                quote, kept = sign, len(words[-1])
            elif not quote and sign in " \t\n":
                words.append("")
                kept, closed = 0, False
            else:
                words[-1] += sign
                kept = len(words[-1]) if not quote and sign in breaks else kept
        found = (*filter(None, words[:-1]), words[-1])
        return cls(words=found, kept=words[-1][:kept], quote=quote, closed=closed)

    def can_become(self, value: str) -> bool:
        """Return whether a completion can make this value of the last word."""
        if self.closed or not value.startswith(self.kept):
            return False
        rest = self._escaped(value.removeprefix(self.kept))
        # Readline takes a quote at either end for the one that is open.
        return not self.quote or self.quote not in (rest[:1], rest[-1:])

    def quoted(self, texts: Sequence[str]) -> list[str]:
        """Return the texts as bash must read them here to get each as it is.

        Bash inserts what all have in common, which must not end within an escape.
        """
        escaped = [self._escaped(text) for text in texts]
        common = os.path.commonprefix(escaped)  # noqa: RUF071 - by characters, as readline has it
        dangling = (len(common) - len(common.rstrip("\\"))) % 2
        if dangling and len(escaped) > 1:
            # All go on with an escaped sign; one of them writes it in quotes, and they part before it.
            first, shared = texts[0], len(os.path.commonprefix(texts))  # noqa: RUF071 - as above
            sign = f'"{first[shared]}"' if first[shared] == "'" else f"'{first[shared]}'"
            aside = f'"{sign}"' if self.quote else sign
            escaped[0] = self._escaped(first[:shared]) + aside + self._escaped(first[shared + 1 :])
        return escaped

    def _escaped(self, text: str) -> str:
        if self.quote == "'":
            return _in_single_quotes(text)
        if self.quote == '"':
            # Between double quotes a backslash does not take its meaning from an exclamation mark.
            return re.sub(r'["\\$`]', r"\\\g<0>", text).replace("!", "\"'!'\"")
        return _BARE.sub(lambda sign: rf"\{sign[0]}" if sign[0].isascii() else sign[0], text)


def _in_single_quotes(text: str) -> str:
    return text.replace("'", "'\\''")
