import { Fragment, type ReactNode } from "react";
import type { MatchOut, ReasonOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { around, slice } from "@/lib/text";
import { marksIn, readable } from "./evidence";
import { Marked } from "./Marked";

const PASSAGE = 100; // characters of the firm's own words that a card quotes

/** Why the firm is shown: what both texts say, and where the firm says it. */
export function Reasons({ match }: { match: MatchOut }) {
  const { t } = useSpeech();
  const title = match.capability?.title;
  const of = (kind: ReasonOut["kind"]) => match.reasons.filter((reason) => reason.kind === kind);
  const [terms, relations, meanings] = [of("term"), of("relation"), of("meaning")];
  if (!match.reasons.length) return null;
  return (
    <section className="grid grid-cols-1 gap-2 rounded-8 bg-blue-50 p-4">
      <h4 className="font-700">{t.match.why}</h4>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[7rem_minmax(0,1fr)]">
        {title && (
          <Row label={t.match.capability}>
            <p className="font-700" lang="ja">
              <Marked spans={marksIn(match, "title")} text={title} />
            </p>
          </Row>
        )}
        {terms.length > 0 && (
          <Row label={t.reason.term}>
            <SharedWords match={match} reasons={terms} />
          </Row>
        )}
        {relations.length > 0 && (
          <Row label={t.reason.relation}>
            {relations.map((reason) => (
              <Chain key={reason.text} match={match} reason={reason} />
            ))}
          </Row>
        )}
        {meanings.length > 0 && (
          <Row label={t.reason.meaning}>
            {meanings.map((reason) => (
              <Passage key={reason.text} match={match} reason={reason} />
            ))}
          </Row>
        )}
      </dl>
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-solid-gray-700">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** The shared words in one line; the API's sentence for a word that stands elsewhere. */
function SharedWords({ match, reasons }: { match: MatchOut; reasons: ReasonOut[] }) {
  const { t } = useSpeech();
  const seen = reasons.map((reason) => ({ reason, found: readable(match, reason) }));
  const words = seen.flatMap(({ found }) => (found ? [slice(found.text, found.place.span)] : []));
  return (
    <>
      {words.length > 0 && (
        <p>
          {words.map((word, at) => (
            <span key={word}>
              {at > 0 && t.separator}
              <mark lang="ja">{word}</mark>
            </span>
          ))}
          {t.match.inBoth}
        </p>
      )}
      <Sentences reasons={seen.filter(({ found }) => !found).map(({ reason }) => reason)} />
    </>
  );
}

function Sentences({ reasons }: { reasons: ReasonOut[] }) {
  const { say } = useSpeech();
  return reasons.map((reason) => <p key={reason.text}>{say(reason)}</p>);
}

/** What is asked, and how the trade leads from it to the firm's own word; heard as a sentence. */
function Chain({ match, reason }: { match: MatchOut; reason: ReasonOut }) {
  const { t, say } = useSpeech();
  const links = say(reason).split(" → ");
  const last = links.length - 1;
  if (last === 0) return <Sentences reasons={[reason]} />;
  const isOnCard = readable(match, reason) !== undefined;
  return (
    <p>
      {links.map((link, at) => (
        <Fragment key={link}>
          {at > 0 && (
            <>
              <span aria-hidden="true"> → </span>
              <span className="sr-only">{at === 1 ? t.match.chain.from : t.match.chain.on}</span>
            </>
          )}
          <Word isMarked={at === last && isOnCard} isQuoted={at === 0 || at === last}>
            {link}
          </Word>
        </Fragment>
      ))}
      <span className="sr-only">{t.match.chain.end}</span>
    </p>
  );
}

interface WordProps {
  /** It is marked in the firm's text as well. */
  isMarked: boolean;
  /** It is a word of one of the two texts, which are Japanese. */
  isQuoted: boolean;
  children: string;
}

function Word({ isMarked, isQuoted, children }: WordProps) {
  const Tag = isMarked ? "mark" : "span";
  return <Tag lang={isQuoted ? "ja" : undefined}>{children}</Tag>;
}

/** The passage nearest in meaning, in the firm's own words. */
function Passage({ match, reason }: { match: MatchOut; reason: ReasonOut }) {
  const { t } = useSpeech();
  const found = readable(match, reason);
  if (!found) return <Sentences reasons={[reason]} />;
  const marks = marksIn(match, found.place.field);
  return (
    <p lang="ja">
      {t.quote.open}
      <Marked
        spans={marks}
        text={found.text}
        window={around(found.text, found.place.span, marks, PASSAGE)}
      />
      {t.quote.close}
    </p>
  );
}
