from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import a_firm, a_need
from digest_worlds import PERSON, WEEK, DigestWorld
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.domain.chamber import Region
from enishi.domain.digest import Digest
from enishi.domain.disclosure import Disclosure
from enishi.domain.errors import NotFoundError, NotPermittedError, NotSignedInError
from enishi.domain.mailing import Mailing
from enishi.domain.membership import Membership, Role
from enishi.services.digests.previews import DigestPreviewService
from enishi.services.digests.writing import DigestLinks, WrittenDigest

OWN = a_firm("微細切削", ref="OWN", name="燕プレス", cluster="燕三条")
OTHER = a_firm("精密研削", ref="OTHER", name="諏訪精工", cluster="諏訪")
MEMBER = Caller(PERSON.ref, (Membership(PERSON.ref, Role.FIRM_MEMBER, firm_ref=OWN.ref),))


class PlainWriter:
    """Writes the names of the firms."""

    def write(self, digest: Digest, links: DigestLinks) -> WrittenDigest:
        names = "、".join(item.firm_name or "" for item in digest.items)
        return WrittenDigest(names, f"<p>{names}</p>", f"{names}\n{links.stop()}")


@pytest.fixture
def world(tmp_path: Path) -> DigestWorld:
    return DigestWorld(OWN, tmp_path / "index").publish(OTHER)


def previews(world: DigestWorld) -> DigestPreviewService:
    noon = world.composer.now() + timedelta(weeks=1)
    return DigestPreviewService(
        world.database, world.composer, PlainWriter(), "https://e.example", lambda: noon
    )


def clerk(cluster: str) -> Caller:
    own = Membership("P-C", Role.COORDINATOR, chamber_ref="CH")
    return Caller("P-C", (own,), (Region(clusters=(cluster,)),))


def test_ones_own_digest_is_this_weeks_for_ones_own_firm(world: DigestWorld):
    world.suggest(OTHER)

    preview = previews(world).own(None, None, by=MEMBER)

    assert preview.digest.week == WEEK
    assert preview.digest.person_name == PERSON.name
    assert preview.written is not None
    assert preview.written.subject == "諏訪精工"
    assert previews(world).own(WEEK, str(OWN.id), by=MEMBER).digest.items == preview.digest.items


def test_in_a_week_without_anything_to_say_nothing_is_written(world: DigestWorld):
    assert previews(world).own(WEEK, None, by=MEMBER).written is None


def test_the_digest_of_somebody_elses_firm_is_not_ones_own(world: DigestWorld):
    with pytest.raises(NotFoundError):
        previews(world).own(WEEK, str(OTHER.id), by=MEMBER)


def test_who_belongs_to_no_firm_has_no_digest(world: DigestWorld):
    for by in (clerk("燕三条"), LOCAL_OPERATOR):
        with pytest.raises(NotFoundError):
            previews(world).own(WEEK, None, by=by)
    with pytest.raises(NotSignedInError):
        previews(world).own(WEEK, None, by=ANONYMOUS)


def test_a_firms_digest_is_looked_at_by_itself_and_its_chamber_only(world: DigestWorld):
    world.suggest(OTHER)
    service = previews(world)

    for by in (MEMBER, clerk("燕三条"), LOCAL_OPERATOR):
        assert len(service.of_firm(str(OWN.id), WEEK, by=by).digest.items) == 1
    stranger = Caller("P-X", (Membership("P-X", Role.FIRM_MEMBER, firm_ref=OTHER.ref),))
    for by in (stranger, clerk("諏訪")):
        with pytest.raises(NotPermittedError):
            service.of_firm(str(OWN.id), WEEK, by=by)


def test_a_firm_that_hides_has_no_digest_for_whom_it_hides_from(world: DigestWorld):
    world.keep_back(OTHER, Disclosure(hide_from=frozenset({OWN.ref})))

    with pytest.raises(NotFoundError):
        previews(world).of_firm(str(OTHER.id), WEEK, by=MEMBER)


def test_that_a_chamber_has_looked_is_told_to_whose_data_it_was(world: DigestWorld):
    world.keep_back(OTHER, Disclosure(hide_from=frozenset({"SOMEBODY"})))
    world.suggest(OTHER)

    previews(world).of_firm(str(OWN.id), WEEK, by=replace(clerk("燕三条"), door="web"))

    with world.database.read() as work:
        (entry,) = [item.entry for item in work.audit.recorded if item.entry.door == "web"]
    assert (entry.actor_ref, entry.owner_ref) == ("P-C", OTHER.ref)


def test_who_reads_once_a_month_previews_what_is_new_since_their_last_digest(world: DigestWorld):
    need = a_need("微細切削", by=OTHER)
    world.post(need)
    later = WEEK.after(3)
    assert not previews(world).own(later, None, by=MEMBER).digest

    now = datetime.now(UTC)
    with world.database.begin() as work:
        work.mailings.add(Mailing(PERSON.ref, WEEK.before(), "m", now, None, now, attempts=1))

    assert [item.ref for item in previews(world).own(later, None, by=MEMBER).digest.items] == [
        need.ref
    ]
