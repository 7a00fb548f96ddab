import type { FindingOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { AlertIcon } from "@/ui/icons";
import { Section } from "@/ui/parts/Section";
import { set } from "../editing/draft";
import { placeOf } from "../editing/pointer";
import { useAssessment, useWork } from "../work";
import { Part } from "./Premises";
import { sectionOf } from "./places";
import { SENTENCE, SectionLink } from "./SectionLink";

const SEVERITIES = ["problem", "warning", "note"] as const;

/** What is unwise or missing, each with the way to its field; and the guided path. */
export function Check() {
  const { sections, check: texts } = useBiaTexts();
  const { findings } = useAssessment();
  return (
    <Section title={sections.check}>
      <p>{findings.length ? texts.lead : texts.nothing}</p>
      {SEVERITIES.map((severity) => {
        const some = findings.filter((finding) => finding.severity === severity);
        return (
          some.length > 0 && (
            <Part key={severity} title={texts.severity[severity](some.length)}>
              <Findings findings={some} />
            </Part>
          )
        );
      })}
      <Part lead={texts.guideLead} title={texts.guide}>
        <Guide />
      </Part>
    </Section>
  );
}

export function Findings({ findings }: { findings: readonly FindingOut[] }) {
  const { check: texts, fieldOf } = useBiaTexts();
  const { language } = useSpeech();
  const { body } = useWork();
  return (
    <ul className="grid grid-cols-1 gap-3">
      {findings.map(({ rule, field, severity, text, english }) => {
        const place = placeOf(field, body);
        return (
          <li
            className="rounded-8 border border-solid-gray-420 p-3 print:break-inside-avoid"
            key={`${rule}/${field}/${text}`}
          >
            <p>
              {severity === "problem" && <AlertIcon />} {language === "ja" ? text : english}
            </p>
            <p>
              <SectionLink className={SENTENCE} place={place} section={sectionOf(place)}>
                {texts.toField(fieldOf(place))}
              </SectionLink>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Guide() {
  const { check: texts } = useBiaTexts();
  const { guide } = useAssessment();
  const { draft, change } = useWork().editing;
  const done = draft.body.done ?? [];
  const mark = (ref: string, isDone: boolean) =>
    change(set(draft, "done", isDone ? [...done, ref] : done.filter((item) => item !== ref)));
  return (
    <ul className="grid grid-cols-1 gap-1">
      {guide.map(({ ref, text, is_done, evidence }) => (
        <li key={ref}>
          <label className="flex min-h-11 items-start gap-3 py-1.5">
            <input
              checked={done.includes(ref) || (is_done && evidence !== null)}
              className="mt-0.5 size-6 shrink-0 accent-blue-900"
              disabled={is_done && evidence !== null && !done.includes(ref)}
              onChange={(event) => mark(ref, event.target.checked)}
              type="checkbox"
            />
            <span className="min-w-0" lang="ja">
              {text}
              {evidence && <span className="block text-solid-gray-700">{evidence}</span>}
            </span>
          </label>
        </li>
      ))}
      {!guide.length && <li>{texts.nothing}</li>}
    </ul>
  );
}
