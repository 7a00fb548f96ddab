import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from builders_digests import a_digest, an_item
from enishi.adapters.mail.digest_lines import WIDTH, one_line, width, wrapped
from enishi.adapters.mail.digest_page import MjmlDigestWriter
from enishi.domain.digest import Digest, DigestItemKind
from enishi.domain.match_response import MatchAnswer
from enishi.domain.person import PreferredLanguage
from enishi.services.digests.writing import DigestLinks, WrittenDigest

ADDRESS = "https://enishi.example.jp"
WRITER = MjmlDigestWriter()
NEED = an_item(None, kind=DigestItemKind.NEED, headline="筐体を月200個から作れる会社", place=None)
CHANGE = an_item("東大阪鍍金", kind=DigestItemKind.CHANGE, headline="「めっき」に空きがあります")
FULL = a_digest(an_item(), an_item("岡谷電子"), an_item("片倉絞工", is_trial=True), NEED, CHANGE)
HOSTILE = '<b>悪</b>"&\n工業\u202ecba\u2066 👨‍👩‍👧'


class _Page(HTMLParser):
    """What a reader of the page has before them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.words = ""
        self._link = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._link = dict(attrs).get("href") or "" if tag == "a" else self._link

    def handle_endtag(self, tag: str) -> None:
        self._link = "" if tag == "a" else self._link

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._link:
            self.links.setdefault(data.strip(), []).append(self._link)


def written(digest: Digest, *, tokens: bool = True) -> WrittenDigest:
    answerable = [item.ref for item in digest.items if item.can_be_answered]
    signed = {ref: f"{ref}.{'t' * 100}" for ref in answerable} if tokens else {}
    return WRITER.write(digest, DigestLinks(ADDRESS, signed, "stop" * 20 if tokens else None))


def test_every_item_has_its_action_in_the_page_and_in_the_text():
    digest = written(FULL)
    page = _Page(digest.html)

    for item in FULL.items:
        assert f"{ADDRESS}{item.path}" in page.links["くわしく見る"]
        assert f"\n{ADDRESS}{item.path}\n" in digest.text
        if not item.can_be_answered:
            continue
        for answer in MatchAnswer:
            (link,) = (to for to in page.links[answer.label] if f"{item.ref}." in to)
            assert link.startswith(f"{ADDRESS}/digest/answer?answer={answer}#{item.ref}.")
        assert f"\n{ADDRESS}/digest/answer#{item.ref}." in digest.text


def test_the_page_and_the_text_say_the_same_of_every_item():
    digest = written(FULL)
    page, text = _Page(digest.html).words, "".join(digest.text.split())

    for item in FULL.items:
        for sentence in (item.firm_name, item.headline, item.place, *item.why, *item.missing):
            assert (sentence or "") in page
            assert "".join((sentence or "").split()) in text


def test_a_page_of_five_items_is_small_and_fetches_nothing():
    digest = written(FULL)
    page = _Page(digest.html)

    assert len(digest.html.encode()) < 15_000
    assert not {"img", "script", "link", "iframe", "form"} & set(page.tags)
    outside = re.findall(r"(?:src|background|url\()=?[\"']?(https?:[^\"')]*)", digest.html)
    assert outside == []


def test_the_foot_tells_why_who_asks_and_how_to_stop():
    digest = written(FULL)
    page = _Page(digest.html)

    assert page.links["届く回数・曜日を変える"] == [f"{ADDRESS}/my/digest"]
    assert page.links["便りを止める"] == [f"{ADDRESS}/digest/stop#{'stop' * 20}"]
    for said in (page.words, digest.text.replace("\n", "")):
        assert "縁に登録された「燕プレス」の担当者の方" in said
        assert "燕三条商工会議所" in said
        assert "0256-00-0000" in said


def test_the_subject_says_the_first_item_and_how_many_more():
    assert written(FULL).subject == (
        "【縁】諏訪精工：御社の探しもの「微細切削」に応えられそうです ほか4件"
    )
    assert written(a_digest(NEED)).subject == "【縁】新しい探しもの「筐体を月200個から作れる会社」"


def test_a_name_can_neither_write_into_the_page_nor_turn_the_text_around():
    digest = written(a_digest(an_item(HOSTILE, headline=HOSTILE), firm_name=HOSTILE))
    page = _Page(digest.html)

    assert "b" not in page.tags
    assert '<b>悪</b>"& 工業cba 👨‍👩‍👧' in page.words
    for said in (digest.subject, digest.html, digest.text):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\r]", said)
    assert "\n" not in digest.subject


def test_a_name_that_no_page_may_hold_does_not_keep_the_digest_from_being_written():
    for sign in "\ufffe\uffff\ufdd0":
        digest = written(a_digest(an_item(f"諏訪{sign}精工"), firm_name=f"燕{sign}プレス"))
        assert "諏訪精工" in _Page(digest.html).words
        assert digest.subject.startswith("【縁】諏訪精工：")


def test_a_very_long_name_is_cut_and_the_subject_stays_short():
    digest = written(a_digest(an_item("長" * 200, headline="題" * 200), an_item()))

    assert len(digest.subject) < 80
    assert f"{'長' * 59}…" in _Page(digest.html).words


def test_a_need_whose_firm_keeps_its_name_back_begins_with_what_is_looked_for():
    digest = written(a_digest(NEED))

    assert digest.text.index(NEED.headline) < digest.text.index("名前を伏せた相手")


def test_a_preview_leads_to_pages_behind_the_sign_in():
    digest = written(a_digest(an_item(path="/firms/1")), tokens=False)
    page = _Page(digest.html)

    assert page.links["会いたい"] == [f"{ADDRESS}/firms/1"]
    assert page.links["便りを止める"] == [f"{ADDRESS}/my/digest"]


def test_an_english_reader_gets_english_words():
    digest = written(a_digest(an_item(), NEED, language=PreferredLanguage.ENGLISH))

    assert '<html lang="en"' in digest.html
    assert digest.subject.startswith("[Enishi] ")
    assert "Stop this digest" in digest.text
    assert [*_Page(digest.html).links][:4] == ["Meet", "Known", "No fit", "Not now"]


def test_suggestions_that_found_no_place_are_named_by_their_number():
    digest = written(a_digest(an_item(), left_over=3))

    assert "ほかに3社" in digest.text
    assert f"{ADDRESS}/my/suggestions" in digest.html


def test_what_is_printed_can_be_marked_and_sent_back_by_fax():
    digest = written(a_digest(an_item(), chamber_fax="0256-00-0001"))

    on_paper = digest.html.partition("@media print{")[2].partition("</style>")[0]
    assert '.b a:before{content:"□ "}' in on_paper
    assert "FAX 0256-00-0001" in _Page(digest.html).words


@given(st.text(max_size=300), st.sampled_from(["", "   ", "     "]))
@settings(max_examples=50)
def test_lines_fit_on_a_sheet_and_lose_nothing(text: str, indent: str):
    flat = one_line(text, 400)

    lines = wrapped(flat, indent)

    assert all(width(line) <= WIDTH for line in lines)
    assert "".join("".join(lines).split()) == "".join(flat.split())


def test_a_line_does_not_begin_with_a_stop():
    first, second = wrapped("あ" * 38 + "。い")

    assert (first, second) == ("あ" * 37, "あ。い")


def test_no_line_of_the_text_is_wider_than_a_fax_but_for_links():
    long = an_item("長" * 200, headline="題" * 150, why=("理由" * 70,), missing=("abc " * 40,))

    for line in written(a_digest(long, NEED)).text.splitlines():
        assert width(line) <= WIDTH or line.startswith(ADDRESS)
