import type { FixationPartOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { Missing } from "@/ui/Facts";
import { Section } from "@/ui/parts/Section";

/** What the index is made of: a bar, its points and a sentence for each part. */
export function Parts({ parts }: { parts: readonly FixationPartOut[] }) {
  const { fixation: texts } = useNetworkTexts();
  return (
    <Section title={texts.parts}>
      <p className="print:hidden">{texts.partsLead}</p>
      <ul className="grid grid-cols-1 gap-x-8 gap-y-4 md:grid-cols-2 print:grid-cols-2 print:gap-y-1">
        {parts.map((part) => (
          <li key={part.key}>
            <Part part={part} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Part({ part }: { part: FixationPartOut }) {
  const { say } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  const { label, value, points } = part;
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <strong lang="ja">{label}</strong>
        {points === null ? (
          <Missing>{texts.noPart}</Missing>
        ) : (
          <span className="font-700">{texts.points(points.toFixed(1))}</span>
        )}
      </p>
      <div
        aria-hidden="true"
        className={`h-4 border border-solid-gray-600 print:h-2 ${value === null ? "border-dashed" : ""}`}
      >
        <div
          className="h-full bg-blue-900 print:[print-color-adjust:exact]"
          style={{ width: `${100 * (value ?? 0)}%` }}
        />
      </div>
      <p className="text-std-16N-170 print:leading-tight">{say(part)}</p>
    </>
  );
}
