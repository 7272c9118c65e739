"""The commands, each a few lines; whatever loads spaCy is imported where it is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from copy import copy
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from declint import home
from declint.errors import ConfigError, DeclintError, ReadError
from declint.guard import CANNOT
from declint.report.commands import unheard
from declint.report.formats import Format
from declint.report.progress import Progress
from declint.report.terminal import Paint, encodable, one_line, visible
from declint.version import __version__

if TYPE_CHECKING:
    from declint.baseline import Baseline
    from declint.config import Config
    from declint.linter import Linter
    from declint.model import Draft, PlannedCall, Report, Severity
    from declint.read.exclusion import Exclusion
    from declint.recall import Recall
    from declint.report.run import Run
    from declint.rulebook import Rulebook

app = typer.Typer(
    name="declint",
    help="A linter for etiquette: reads the message in which you decline an interview, and says what a careful "
    "friend would say.\n\nTry: declint check draft.txt",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

FOUND = 1
STDIN = "-"


class DraftFormat(StrEnum):
    """What a draft can be kept in."""

    txt = "txt"
    md = "md"
    eml = "eml"
    mbox = "mbox"
    html = "html"
    docx = "docx"
    yaml = "yaml"
    json = "json"


class LibraryFormat(StrEnum):
    """How a report on a library is written."""

    text = "text"
    json = "json"


class StatsFormat(StrEnum):
    """How a library at a glance is written."""

    text = "text"
    json = "json"
    html = "html"


class FailOn(StrEnum):
    """The least severity that makes the exit status 1."""

    note = "note"
    warning = "warning"
    error = "error"


def worked_out(arguments: Sequence[str], recall: Recall | None = None) -> int:
    """Run one command line, and keep its answer for the next time if that can be."""
    return recall.worked_out(run, arguments) if recall else run(arguments)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit status; every fault is one line on standard error."""
    try:
        status = app(args=list(arguments), standalone_mode=False, prog_name="declint")
    except DeclintError as fault:
        return _cannot(str(fault))
    except Exception as fault:
        # What typer raises for a wrong command line; which class it is depends on typer's version.
        if not hasattr(fault, "exit_code"):
            raise
        if hasattr(fault, "format_message"):
            return _cannot(" ".join(fault.format_message().split()))
        return int(fault.exit_code)
    return status if isinstance(status, int) else 0


_shown: list[Progress] = []
"""What stands on the terminal now, to be wiped before anything else is written there."""


def _cannot(message: str) -> int:
    _print(f"declint: {one_line(message)}", sys.stderr)
    return CANNOT


def _print(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    for progress in _shown:
        progress.wipe()
    stream.write(encodable(unheard(text), stream) + "\n")


def _version(wanted: bool) -> None:
    if wanted:
        from declint.describe.pipeline import AUTO, readers

        try:
            model = readers(AUTO)
        except ConfigError:
            model = "no English model installed"
        _print(f"declint {__version__} ({model})")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version and the model.")
    ] = False,
) -> None:
    pass


# what several commands take

Paths = Annotated[list[str], typer.Argument(help="Drafts, folders of drafts, or - for standard input.")]
ScenarioOption = Annotated[
    str | None,
    typer.Option("--scenario", "-s", metavar="ID", help="The occasion, for example decline-email; by default, auto."),
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings to use instead of the nearest.")
]
IsolatedOption = Annotated[bool, typer.Option("--isolated", help="Use no settings file.")]
SelectOption = Annotated[
    list[str] | None, typer.Option("--select", metavar="IDS", help="Hold drafts to these rules or criteria only.")
]
IgnoreOption = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="IDS", help="Leave these rules or criteria out.")
]
FailOnOption = Annotated[
    FailOn | None, typer.Option("--fail-on", help="The least severity that makes the exit status 1.")
]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")]
FormOption = Annotated[
    DraftFormat | None,
    typer.Option("--format", help="What the drafts are; by default, what the ends of their names tell."),
]
FormatOption = Annotated[Format, typer.Option(help="How to write the report.")]
ContentFreeOption = Annotated[
    bool,
    typer.Option("--content-free", help="Let no word of a draft into the report: only ids, places and severities."),
]
StatisticsOption = Annotated[
    bool, typer.Option("--statistics", help="Count the findings of each rule and occasion instead of telling them.")
]
StdinName = Annotated[str | None, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")]
ExcludeOption = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="PATTERN", help="Pass over these files of folders; may be repeated."),
]
ForceExcludeOption = Annotated[
    bool, typer.Option("--force-exclude", help="Pass over excluded files even if they are named.")
]
NoGitignoreOption = Annotated[
    bool, typer.Option("--no-respect-gitignore", help="Read files of folders too that git ignores.")
]
BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Leave out the findings that this file knows.")
]
WriteBaselineOption = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write all findings there, as known.")
]
PruneOption = Annotated[bool, typer.Option("--prune", help="Take out of the baseline what is no longer found.")]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Read every draft anew, and keep nothing of what was found.")
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that read many drafts; as many as processors."),
]
TemplateOption = Annotated[
    bool, typer.Option("--template", help="Read drafts as templates: their placeholders stay, and are read as words.")
]
RulesOption = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="A folder of rules of your own; may be repeated.")
]


def _config(path: Path | None, isolated: bool) -> Config:
    from declint import config

    found = path if path or isolated else home.settings(Path.cwd())
    return config.load(found) if found and not isolated else config.Config()


def _book(settings: Config, rules: Iterable[Path] | None) -> Rulebook:
    from declint import rulebook

    return rulebook.load(home.rules(), *settings.rules, *(rules or ()))


class _Reading:
    """Reads drafts one by one; what cannot be read is said and remembered, and the rest goes on."""

    def __init__(
        self,
        paths: Sequence[str],
        stdin_name: str | None,
        settings: Config,
        scenario: str | None = None,
        at: str | None = None,
        form: DraftFormat | None = None,
        template: bool = False,
    ) -> None:
        self.paths, self.stdin_name, self.settings, self.failed = paths, stdin_name, settings, False
        self.form = form.value if form else None
        self.scenario, self.template = scenario, template
        self.call = _planned(at, "--at", settings) or _planned(settings.at, "at", settings)
        self.named: set[str] = set()
        self.excluded = _exclusion(settings)
        self.book: Rulebook | None = None
        """The scenarios that a draft or a path may name, once they are known."""

    def anew(self) -> _Reading:
        """Give the same, for the files that are there now."""
        other = copy(self)
        other.__dict__.pop("found", None)
        other.named, other.failed = set(), False
        return other

    @cached_property
    def found(self) -> list[tuple[str, bool]]:
        """The files, found once."""
        from declint import read

        return list(read.find(self.paths, self.excluded))

    def stranger(self, report: Report) -> None:
        """Say of a draft that is none of our occasions that it was left alone, if it was named itself."""
        if report.draft.name in self.named:
            self.failed = True
            _cannot(_none_of_ours(report))

    def __iter__(self) -> Iterator[Draft]:
        return (draft for _, draft in self.with_paths())

    def with_paths(self) -> Iterator[tuple[str, Draft]]:
        """Give each draft with the path that it was read from."""
        from declint import read

        for path, found in self.found:
            try:
                name = self.stdin_name if path == read.STDIN else None
                template = self.template or self.settings.is_template(name or path)
                drafts = read.read(path, name, self.settings.office, self.form, template)
            except ReadError as fault:
                _cannot(str(fault))
                self.failed = self.failed or not (found and "nothing to check" in fault.message)
                continue
            for draft in drafts:
                for note in draft.notes:
                    _print(f"declint: {one_line(draft.name)}: {note}", sys.stderr)
                if not found:
                    self.named.add(draft.name)
                if ready := self._ready(draft, path):
                    yield path, ready

    def _ready(self, draft: Draft, path: str) -> Draft | None:
        """Tell a draft its scenario, its call and what it is held to; None, and said, where the scenario is none."""
        from declint.rulebook import selection

        scenario = self._scenario(draft, path)
        if scenario and self.book:
            try:
                self.book.scenario(scenario)
            except ConfigError as fault:
                _cannot(f"{draft.name}: {fault.message}")
                self.failed = True
                return None
        treated = selection.of_path(self.book, self.settings, path) if self.book else {}
        return draft.model_copy(update={"scenario": scenario, "call": draft.call or self.call, **treated})

    def _scenario(self, draft: Draft, path: str) -> str | None:
        """Give the scenario that is named for a draft: by the flag, by the draft itself, by its path."""
        from declint.linter import AUTO

        if self.scenario:
            return None if self.scenario == AUTO else self.scenario
        return draft.scenario or self.settings.scenario_of(path)


def _exclusion(
    settings: Config, patterns: Iterable[str] = (), force: bool = False, gitignore: bool = True
) -> Exclusion:
    """Tell which files of folders are passed over; patterns of flags are relative to the working folder."""
    from declint.config import placed
    from declint.read.exclusion import Exclusion

    given = (*settings.exclude, *placed(Path.cwd(), patterns))
    return Exclusion(given, settings.respect_gitignore and gitignore, force)


def _planned(text: str | None, where: str, settings: Config) -> PlannedCall | None:
    from declint.read.plan import planned

    if text is None:
        return None
    try:
        return planned(text, settings.office)
    except ConfigError as fault:
        raise ConfigError(f"{where}: {fault.message}") from fault


def _linter_for(
    reading: _Reading,
    rules: Iterable[Path] | None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
) -> Linter:
    """Make the linter that drafts are read for, once it is sure that there are some: a slip should be told at once."""
    from declint.linter import Linter

    _ = reading.found
    linter = Linter.of(reading.settings, reading.scenario, rules or (), select or (), ignore or ())
    reading.book = linter.book
    return linter


# the commands


@app.command()
def check(
    paths: Paths,
    scenario: ScenarioOption = None,
    draft_format: FormOption = None,
    output_format: FormatOption = Format.text,
    output_file: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report here.")] = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="When a call is planned, for example '2026-11-17 10:30'.")
    ] = None,
    template: TemplateOption = False,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = None,
    prune: PruneOption = False,
    exclude: ExcludeOption = None,
    force_exclude: ForceExcludeOption = False,
    no_respect_gitignore: NoGitignoreOption = False,
    fail_on: FailOnOption = None,
    exit_zero: ExitZeroOption = False,
    stdin_filename: StdinName = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show findings only.")] = False,
    content_free: ContentFreeOption = False,
    statistics: StatisticsOption = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay, and look again at each draft that is written, until ^C.")
    ] = False,
    no_cache: NoCacheOption = False,
    jobs: JobsOption = None,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> int:
    """Read drafts, and say what is right and what to change.

    Example: declint check draft.txt

    The occasion (declining by e-mail or phone, answering a rejection ...) is found in the draft, unless it is named.

    Exit status: 0 nothing to report, 1 findings, 2 declint could not do its work.
    """
    from declint.memory import Memory
    from declint.report.shelf import Shelf
    from declint.report.wordless import wordless
    from declint.store import Store
    from declint.workers import Workers, available

    settings = _config(config, isolated)
    if statistics and not output_format.silent:
        raise ConfigError(f"--statistics counts in text; it does not go with --output-format {output_format}")
    if watch and STDIN in paths:
        raise ConfigError("--watch looks at files; standard input does not change")
    reading = _Reading(paths, stdin_filename, settings, scenario, at, draft_format, template)
    reading.excluded = _exclusion(settings, exclude or (), force_exclude, not no_respect_gitignore)
    linter = _linter_for(reading, rules, select, ignore)
    known = None if write_baseline else _known(baseline or settings.baseline, prune)
    run = _run(linter.book, settings, fail_on, output_file, quiet, content_free)
    workers = Workers(linter, jobs or available())
    lints = workers if no_cache else Memory(linter, Store.own(), workers)

    def look(reading: _Reading) -> int:
        reports, worst = Shelf(), []
        for report in _watched(lints.pipe(reading), reading):
            _tell_unused(report, linter.book)
            if not write_baseline and not report.scenario:
                reading.stranger(report)
            new = known.without(report) if known else report
            worst += [new.worst] if report.scenario else []
            reports.lay(wordless(new, run.book) if run.content_free and not write_baseline else new)
        if write_baseline:
            return _baseline_written(write_baseline, reports, reading.failed)
        if worst or (reports and not output_format.silent):
            _write(reports, run, output_format, output_file, statistics)
        if reports and not worst and not reading.failed:
            _cannot(f"{len(reports)} skipped, nothing checked: none is of an occasion that declint knows")
        if known:
            _settle(known, prune, reading.paths)
        return _status(reading, worst, fail_on, exit_zero)

    with closing(workers):
        status = look(reading)
        if watch:
            _watch(reading, look)
    return status


def _watch(reading: _Reading, look: Callable[[_Reading], int]) -> None:
    """Look again at what changes, until ^C."""
    from declint.edges.watch import changes

    _print("declint: watching; ^C ends it", sys.stderr)

    def found() -> list[tuple[str, bool]]:
        with suppress(ReadError):
            return reading.anew().found
        return []  # the last one is gone, perhaps only while an editor puts another in its place

    for changed in changes(lambda: (path for path, _ in found())):
        now = reading.anew()
        now.found = [one for one in found() if one[0] in changed]
        look(now)
        sys.stdout.flush()


def _watched(reports: Iterable[Report], reading: _Reading) -> Iterator[Report]:
    """Give reports as they come, and say on a terminal how many came."""
    progress = Progress(sys.__stderr__ or sys.stderr)
    _shown.append(progress)
    try:
        yield from progress.over(reports, len(reading.found), "drafts")
    finally:
        progress.wipe()
        _shown.remove(progress)


def _tell_unused(report: Report, book: Rulebook) -> None:
    """Say of each suppression that left nothing out that it can go."""
    for wish in report.unused:
        strange = [name for name in wish.ids if name not in book.rules and name not in book.guide]
        where = f"{one_line(report.draft.name)}:{wish.at}" if wish.at else one_line(report.draft.name)
        why = f"there is no rule or criterion '{strange[0]}'" if strange else "nothing of the kind is found"
        _print(f"declint: {where}: unused suppression of {', '.join(wish.ids)}: {why}", sys.stderr)


def _baseline_written(file: Path, reports: Sequence[Report], failed: bool) -> int:
    from declint import baseline

    made = baseline.made(file, reports)
    baseline.write(made, made.known)
    _print(f"{file}: {made.count} findings are known from now on; check with --baseline {file}", sys.stderr)
    return CANNOT if failed else 0


def _known(file: Path | None, prune: bool) -> Baseline | None:
    from declint import baseline

    if file is None and prune:
        raise ConfigError("--prune needs a baseline: name it with --baseline, or in the settings")
    return baseline.load(file) if file else None


def _settle(known: Baseline, prune: bool, paths: Sequence[str]) -> None:
    """Say how many findings were held back, and take out of the file what is gone."""
    from declint import baseline

    gone = known.gone(paths)
    told = f"{known.met} findings are known in {known.file}"
    if gone and prune:
        baseline.write(known, known.without_gone(paths))
        told += f"; {gone} that are gone were taken out"
    elif gone:
        told += f"; {gone} more there are gone: --prune takes them out"
    _print(f"declint: {told}", sys.stderr)


def _none_of_ours(report: Report) -> str:
    """Say that a draft is none of the occasions that declint knows, and what it looks like instead."""
    looks = report.occasion.neighbour
    seems = f"looks like {looks}, which" if looks else "this"
    return (
        f"{one_line(report.draft.name)}: {seems} is none of the occasions that declint knows, so nothing was "
        "checked; if it is one, name it with --scenario"
    )


def _run(
    book: Rulebook, settings: Config, fail_on: FailOn | None, file: Path | None, quiet: bool, content_free: bool
) -> Run:
    """Tell a writer of this run; in CI, paths are told from the folder of the checkout."""
    from declint.describe.pipeline import readers
    from declint.model import Severity
    from declint.report.run import Run

    return Run(
        book,
        readers(settings.model, settings.second_reader),
        Severity(fail_on.value if fail_on else settings.fail_on),
        Path(os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or "."),
        Paint(on=False) if file else Paint.of(sys.stdout),
        get_terminal_size().columns,
        quiet,
        content_free or settings.content_free,
    )


def _write(reports: Sequence[Report], run: Run, form: Format, file: Path | None, statistics: bool) -> None:
    from declint.report import statistics as counts
    from declint.report.formats import writer

    pieces = (counts.written if statistics else writer(form))(reports, run)
    _put([unheard("".join(pieces))] if form.silent else pieces, file, form.document)


def _put(pieces: Iterable[str], file: Path | None, document: bool) -> None:
    """Write a report to a file or to standard output; a document for programs is UTF-8 there too."""
    if file:
        try:
            with file.open("w", encoding="utf-8", errors="replace") as stream:
                stream.writelines(pieces)
        except OSError as fault:
            raise ConfigError(f"{file}: cannot be written: {fault.strerror}") from fault
    elif document and not sys.stdout.isatty():
        for piece in pieces:
            _out(piece)
    else:
        for piece in pieces:
            sys.stdout.write(encodable(piece, sys.stdout))


@app.command()
def fix(
    paths: Paths,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Make the fixes too that change what is said, or how it sounds.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    template: TemplateOption = False,
    scenario: ScenarioOption = None,
    draft_format: FormOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = None,
    exit_zero: ExitZeroOption = False,
    stdin_filename: StdinName = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing of what was done.")] = False,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> int:
    """Mend drafts: make the fixes that are safe, and leave the rest to you.

    Example: declint fix --diff draft.txt

    A safe fix keeps meaning and tone: a slip, the order, the form of a closing phrase. With --unsafe, what is
    missing is put in, and what stings or wavers is said otherwise. Files are written in place, standard input
    to standard output.

    Exit status, after the fixes: 0 nothing to report, 1 findings, 2 declint could not do its work.
    """
    from declint.errors import WriteError
    from declint.mend import passes
    from declint.mend.files import write
    from declint.report.mended import diff as diff_of
    from declint.report.mended import summary

    settings = _config(config, isolated)
    reading = _Reading(paths, stdin_filename, settings, scenario, form=draft_format, template=template)
    linter = _linter_for(reading, rules, select, ignore)
    reports = []
    for path, draft in reading.with_paths():
        mended = passes.fix(draft, linter, unsafe)
        if mended.report.scenario is None:
            reading.stranger(mended.report)
            continue
        reports.append(mended.report)
        try:
            if diff:
                _out(unheard(diff_of(mended)))
            elif path == STDIN:
                _out(mended.source)
            elif mended.source != draft.source:
                write(draft, mended.source)
        except WriteError as fault:
            _cannot(fault.message)
            reading.failed = True
            continue
        if not quiet:
            _print(summary(mended, unsafe, written=not diff), sys.stderr if diff or path == STDIN else sys.stdout)
    return _status(reading, [report.worst for report in reports], fail_on, exit_zero)


@app.command()
def rewrite(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A draft, or - for standard input.")],
    template: TemplateOption = False,
    scenario: ScenarioOption = None,
    draft_format: FormOption = None,
    fail_on: FailOnOption = None,
    exit_zero: ExitZeroOption = False,
    stdin_filename: StdinName = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the message, and nothing about it.")] = False,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> int:
    """Print the whole message as the guide would have it, built from what you wrote.

    Example: declint rewrite draft.txt > better.txt

    What only you can know is left in square brackets, and what is left to do is told on standard error.

    Exit status, of the message as printed: 0 nothing to report, 1 findings, 2 declint could not do its work.
    """
    from declint.mend import letter
    from declint.report.mended import left_to_do

    settings = _config(config, isolated)
    reading = _Reading([path], stdin_filename, settings, scenario, form=draft_format, template=template)
    linter = _linter_for(reading, rules)
    reports = []
    for draft in reading:
        mended = letter.rewrite(draft, linter)
        if mended.report.scenario is None:
            reading.stranger(mended.report)
            continue
        reports.append(mended.report)
        _out(mended.source)
        if not quiet and (text := left_to_do(mended)):
            _print(text, sys.stderr)
    return _status(reading, [report.worst for report in reports], fail_on, exit_zero)


def _out(text: str) -> None:
    """Write a draft to standard output: as it is to a pipe or a file, with nothing to obey in it to a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write(encodable(visible(text), sys.stdout))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", errors="surrogatepass"))
        sys.stdout.buffer.flush()
    if text and not text.endswith("\n") and sys.stdout.isatty():
        sys.stdout.write("\n")


def _status(reading: _Reading, worst: Sequence[Severity | None], fail_on: FailOn | None, exit_zero: bool) -> int:
    """Give the exit status, from the gravest that was found in each draft that was read."""
    if reading.failed or not worst:
        return CANNOT
    from declint.model import Severity

    bar = Severity(fail_on.value if fail_on else reading.settings.fail_on)
    return FOUND if not exit_zero and any(one and one.rank >= bar.rank for one in worst) else 0


@app.command(name="config")
def show_config(
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="One setting; all by default.")] = None,
    files: Annotated[
        list[str] | None,
        typer.Option("--files", metavar="PATH", help="Tell which drafts there would be read, and how."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Show the settings, and where each comes from.

    Example: declint config fail-on
    """
    from declint.read.listing import listed
    from declint.report import configuration as page
    from declint.rulebook import suggest

    found = None if isolated else config or home.settings(Path.cwd())
    settings = _config(config, isolated)
    if files:
        for line in listed(files, settings, _exclusion(settings)):
            _print(one_line(line))
        return
    shown = page.values(settings, found)
    if key is not None and key not in shown:
        raise ConfigError(f"no setting '{key}'; {suggest(key, shown)}")
    _print(page.written({key: shown[key]} if key else shown, as_json))


@app.command()
def acts(
    paths: Paths,
    template: TemplateOption = False,
    draft_format: FormOption = None,
    stdin_filename: StdinName = None,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Tell of each act who saw it: the patterns, the second reader, both."),
    ] = False,
) -> int:
    """Show what declint sees in drafts, before what it thinks of them: parts, sentences, acts.

    Example: declint acts -v draft.txt
    """
    settings = _config(config, isolated)
    reading = _Reading(paths, stdin_filename, settings, form=draft_format, template=template)
    linter = _linter_for(reading, rules)
    paint = Paint.of(sys.stdout)
    for message in linter.describe.pipe(way for draft in reading for way in draft.alternatives):
        draft = message.draft
        way = f" (where {', '.join(draft.where)})" if draft.where else ""
        _print(paint("bold", one_line(draft.name + way)))
        for part in message.parts:
            line, column = draft.position(part.span.start)
            inside = [s for s in message.sentences if s.part is part]
            _print(f"{line:>5}:{column:<4}{part.kind}")
            for sentence in inside:
                _print(f"          {paint('dim', one_line(draft.source[sentence.span.start : sentence.span.end]))}")
                for act in sentence.acts:
                    span = sentence.span_of(act)
                    who = paint("dim", f" ({act.id_})") if verbose else ""
                    words = one_line(draft.source[span.start : span.end])
                    _print(f"            {paint('good', act.label_)}{who}: {words}")
            if not inside:
                _print(f"          {paint('dim', one_line(draft.source[part.span.start : part.span.end])[:100])}")
    return CANNOT if reading.failed else 0


@app.command(name="library")
def survey(
    paths: Paths,
    output_format: Annotated[LibraryFormat, typer.Option(help="How to write the report.")] = LibraryFormat.text,
    fail_on: FailOnOption = None,
    exit_zero: ExitZeroOption = False,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> int:
    """Look at templates together: which say the same, for which occasion there is none, what is not declared.

    Example: declint library templates/

    The placeholders that are filled in may be declared in the settings: placeholders = ["Company", "Your Name"].

    Exit status: 0 nothing to report, 1 findings, 2 declint could not do its work.
    """
    from declint import library
    from declint.model import Severity
    from declint.report import library as written

    settings = _config(config, isolated)
    reading = _Reading(paths, None, settings, template=True)
    linter = _linter_for(reading, rules)
    drafts = list(reading)
    if not drafts:
        return CANNOT
    first_ways = linter.describe.pipe(draft.alternatives[0] for draft in drafts)
    occasions = [linter.occasion(message).scenario for message in first_ways]
    scenarios = {one.id: one.name for one in linter.book.scenarios.values()}
    found = library.survey(list(zip(drafts, occasions, strict=True)), scenarios, settings.placeholders)
    if not found.templates:
        return _cannot(f"{found.skipped} skipped, nothing compared: none is of an occasion that declint knows")
    if settings.content_free:
        found = written.wordless(found)
    as_json = output_format is LibraryFormat.json
    said = written.document(found) if as_json else written.text(found, scenarios, Paint.of(sys.stdout))
    sys.stdout.write(encodable(said, sys.stdout))
    bar = Severity(fail_on.value if fail_on else settings.fail_on)
    failing = bool(found.worst and found.worst.rank >= bar.rank) and not exit_zero
    return CANNOT if reading.failed else FOUND if failing else 0


@app.command()
def stats(
    paths: Paths,
    output_format: Annotated[StatsFormat, typer.Option(help="How to write the page.")] = StatsFormat.text,
    output_file: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the page here.")] = None,
    scenario: ScenarioOption = None,
    template: TemplateOption = False,
    content_free: ContentFreeOption = False,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> int:
    """Show a library at a glance: what the guide asks and how much of it is met, by occasion.

    Example: declint stats templates/ --output-format html --output-file library.html

    Exit status: 0 whatever is found, 2 declint could not do its work.
    """
    from declint.report import tally, tally_page
    from declint.report.wordless import wordless

    settings = _config(config, isolated)
    reading = _Reading(paths, None, settings, scenario, template=template)
    linter = _linter_for(reading, rules)
    run = _run(linter.book, settings, None, output_file, False, content_free)
    reports = (wordless(one, run.book) if run.content_free else one for one in linter.pipe(reading))
    if output_format is StatsFormat.html:
        page = "".join(tally_page.written(list(reports), run))
    else:
        found = tally.counted(reports)
        page = tally.as_json(found) if output_format is StatsFormat.json else "".join(tally.as_text(found, run))
    _put(
        [page if output_format is not StatsFormat.text else unheard(page)],
        output_file,
        output_format is not StatsFormat.text,
    )
    return CANNOT if reading.failed else 0


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(metavar="IN", help="Messages: .jsonl, .parquet or .mbox.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Outcomes: .jsonl or .parquet.")],
    text_field: Annotated[str, typer.Option(metavar="NAME", help="What a row calls its message.")] = "text",
    id_field: Annotated[str, typer.Option(metavar="NAME", help="What it calls its id; without, its number.")] = "id",
    scenario: ScenarioOption = None,
    template: TemplateOption = False,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="How many processes share the work.")
    ] = 1,
    restart: Annotated[bool, typer.Option("--restart", help="Begin anew where a run was stopped.")] = False,
    content_free: ContentFreeOption = False,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> int:
    """Judge a file of any number of messages: a row out for each row in, and what is wrong with a bad one in its row.

    Example: declint batch messages.jsonl -o outcomes.parquet --jobs 4

    A run that was stopped goes on when the same command is given again.

    Exit status: 0 done, whatever was found, 2 declint could not do its work.
    """
    from declint.edges import batch as edge
    from declint.edges.batch.drafts import Wishes
    from declint.linter import Linter
    from declint.rulebook import selection

    settings = _config(config, isolated)
    edge.checked(source, output)
    linter = Linter.of(settings, scenario, rules or (), select or (), ignore or ())
    wishes = Wishes(
        text=text_field,
        id=id_field,
        scenario=scenario,
        usual=settings.scenario_of(str(source)),
        template=template or settings.is_template(str(source)),
        office=settings.office,
        held_to=selection.of_path(linter.book, settings, str(source)),
        content_free=content_free or settings.content_free,
    )
    return edge.run(source, output, linter, wishes, jobs=jobs, restart=restart)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule, a criterion or an act.")],
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Explain a rule: what the guide asks, what breaks it, and how it is mended.

    Example: declint explain late-thanks
    """
    from declint.report.explain import act_page, criterion_page, rule_page
    from declint.rulebook import suggest

    book = _book(_config(config, isolated), rules)
    if name in book.rules:
        _print(rule_page(book.rules[name], book))
    elif name in book.guide:
        _print(criterion_page(book.guide[name], book))
    elif name in book.acts:
        _print(act_page(book.acts[name]))
    else:
        raise ConfigError(f"no rule '{name}'; {suggest(name, {*book.rules, *book.guide, *book.acts})}")


@app.command(name="rules")
def list_rules(
    index: Annotated[bool, typer.Option("--index", help="Print the index page, rules/README.md.")] = False,
    words: Annotated[bool, typer.Option("--words", help="Print the words that a rule file may use.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Print each criterion of the guide, and the rules that check it.")
    ] = False,
    rules: RulesOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """List the rules, by what the guide asks.

    Example: declint rules
    """
    from declint.report.explain import coverage_page, index_page, list_page, words_page

    if words:
        _print(words_page())
        return
    book = _book(_config(config, isolated), rules)
    page = coverage_page if coverage else index_page if index else list_page
    _print(page(book))


@app.command()
def prove(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of rules; all rules by default.")
    ] = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> int:
    """Hold each rule and act to its own examples.

    Example: declint prove house-rules/

    Exit status: 0 all hold, 1 some do not, 2 a file says something wrong.
    """
    from declint import rulebook
    from declint.prove import Prover

    settings = _config(config, isolated)
    if folder is not None and not folder.is_dir():
        raise ConfigError(f"{folder}: there is no such folder")
    own = (folder,) if folder and not folder.resolve().is_relative_to(home.rules().resolve()) else ()
    prover = Prover(rulebook.load(home.rules(), *settings.rules, *own), settings.model)
    proven = failed = 0
    for name, faults in prover.all(folder):
        proven += 1
        failed += bool(faults)
        for fault in faults:
            _print(f"{name}: {visible(fault)}")
    _print(f"{proven - failed} of {proven} rules and acts hold to their examples.")
    return FOUND if failed else 0


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="RULE", help="The id of the rule to begin, for example no-emoji.")],
    topic: Annotated[str, typer.Option(metavar="FOLDER", help="The folder to put it in, for example tone.")] = "tone",
    into: Annotated[Path, typer.Option(metavar="DIR", help="The folder of rules.")] = Path("rules"),
) -> None:
    """Begin a rule: write a file that loads, ready to be filled in.

    Example: declint new no-emoji --topic tone --into house-rules
    """
    from declint.report.explain import skeleton

    text = skeleton(name)
    path = into / topic / f"{name}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as fault:
        raise ConfigError(f"{path}: is there already") from fault
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be written: {fault.strerror}") from fault
    _print(f"{path}: fill it in, then run: declint prove {into}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of the JSON report.

    Example: declint schema > declint-report.schema.json
    """
    from declint.report import json

    _print(json.schema().rstrip())


@app.command(
    name="hook", add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
def judge_one(context: typer.Context) -> int:
    """Judge a message that a script is about to send: 0 let it go, 65 it has faults.

    Example: declint hook message.eml && msmtp -t < message.eml
    """
    from declint.edges import hook

    return hook.run(context.args)


held_app = typer.Typer(name="held", help="The messages that declint-sendmail did not send.", no_args_is_help=True)
app.add_typer(held_app)
HeldName = Annotated[str, typer.Argument(metavar="ID", help="The id of a copy, its beginning, or last.")]


@held_app.command(name="list")
def list_held() -> None:
    """List the copies: when each was made, why it is held, to whom it goes.

    Example: declint held list
    """
    from declint.edges import heldroom

    for line in heldroom.listed():
        _print(line)


@held_app.command()
def show(name: HeldName = "last") -> int:
    """Show a copy, as it would be sent.

    Example: declint held show last
    """
    from declint.edges import heldroom

    return _held_done(heldroom.shown(name))


@held_app.command()
def send(name: HeldName) -> int:
    """Send a copy as it is, with the arguments that it came with; it goes once it is sent.

    Example: declint held send last
    """
    from declint.edges import heldroom

    return _held_done(heldroom.sent(name))


@held_app.command()
def prune(
    days: Annotated[float, typer.Option(min=0, help="Delete copies that are older than this.")] = 14,
    everything: Annotated[bool, typer.Option("--all", help="Delete all copies.")] = False,
) -> None:
    """Delete old copies.

    Example: declint held prune --days 30
    """
    from declint.edges import heldroom

    _print(heldroom.pruned(0.0 if everything else days))


def _held_done(done: tuple[int, str]) -> int:
    status, text = done
    if text:
        _print(text, sys.stderr if status else sys.stdout)
    return status


@app.command()
def daemon(
    idle: Annotated[
        float, typer.Option(min=0.01, metavar="MINUTES", help="Leave after so many minutes without a job.")
    ] = 15,
) -> None:
    """Stay, with the language loaded, and do at once what command lines and the hook of this user ask.

    Example: declint daemon &

    They find it by themselves. With `daemon = true` in your own declint.toml, the first that finds none starts one.
    """
    from declint.edges import daemon as edge
    from declint.edges import examiner
    from declint.recall import Recall

    jobs = {"command": lambda arguments: worked_out(arguments, Recall.of(arguments)), "examine": examiner.answer}
    edge.serve(jobs, idle)


cache_app = typer.Typer(name="cache", help="What declint keeps of what it has worked out.", no_args_is_help=True)
app.add_typer(cache_app)


@cache_app.command()
def info() -> None:
    """Tell where it is and how much it holds; of a draft nothing can be read there.

    Example: declint cache info
    """
    from declint.store import Store

    store = Store.own()
    count, size = store.size()
    _print(f"{store.folder}: {count} entries, {size / 1e6:.1f} MB")


@cache_app.command()
def clear() -> None:
    """Delete all of it.

    Example: declint cache clear
    """
    from declint.store import Store

    store = Store.own()
    _print(f"{store.folder}: {store.clear()} entries deleted")
