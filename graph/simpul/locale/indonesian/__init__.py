"""What Simpul says, in Indonesian; the key is the English text in the code.

One module for each area of work; a text that several areas say stands in ``base``.
"""

from typing import Final

from simpul.locale.indonesian import (
    analysis,
    asking,
    assistants,
    base,
    briefing,
    commands,
    corrections,
    differences,
    endpoints,
    finding,
    ingest,
    matching,
    packs,
    places,
    profiles,
    publishing,
    quality,
    questions,
    serving,
    sheets,
    site_pages,
    tables,
    things,
    tokens,
    values,
    views,
)

INDONESIAN: Final[dict[str, str]] = {
    **analysis.TEXTS,
    **asking.TEXTS,
    **assistants.TEXTS,
    **questions.TEXTS,
    **base.TEXTS,
    **briefing.TEXTS,
    **commands.TEXTS,
    **differences.TEXTS,
    **corrections.TEXTS,
    **endpoints.TEXTS,
    **finding.TEXTS,
    **ingest.TEXTS,
    **matching.TEXTS,
    **packs.TEXTS,
    **places.TEXTS,
    **profiles.TEXTS,
    **publishing.TEXTS,
    **quality.TEXTS,
    **serving.TEXTS,
    **sheets.TEXTS,
    **site_pages.TEXTS,
    **tables.TEXTS,
    **tokens.TEXTS,
    **things.TEXTS,
    **values.TEXTS,
    **views.TEXTS,
}
