import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Availability, UpdateCapabilityData } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { callTagged } from "@/lib/call";
import { Failure } from "@/ui/Failure";
import { Done } from "@/ui/Status";
import { Section } from "./Editor";
import { useNames } from "./names";
import type { Base, Draft } from "./profile";
import type { Editing } from "./useEditing";

const MARKS = ["◎", "○", "△", "×"] as const satisfies readonly Availability[];

/** Today, where the firms are. */
const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });

/** How busy each capability is: recorded at a press, apart from the rest of the form. */
export function Availabilities({ editing }: { editing: Editing }) {
  const { firm: texts } = useOwnerTexts();
  const { base, draft } = editing;
  const names = useNames(draft);
  const [said, setSaid] = useState<string>();
  const mark = useMutation({
    mutationFn: (wish: Wish) => store(base, wish),
    onSuccess: ({ etag }, wish) => {
      const name = names.part("capabilities", wish.ref);
      editing.setBase({ ...base, etag: follows(base.etag, etag), draft: marked(base.draft, wish) });
      editing.change(marked(draft, wish));
      setSaid(wish.mark ? texts.availabilitySet(name, wish.mark) : texts.availabilityCleared(name));
    },
  });
  const stored = draft.capabilities.filter((ref) => base.draft.capabilities.includes(ref));
  if (stored.length === 0) return null;
  return (
    <Section title={texts.availability}>
      <p>{texts.availabilityLead}</p>
      {mark.isError && <Failure error={mark.error} />}
      <ul className="grid grid-cols-1 gap-4">
        {stored.map((ref) => (
          <Row
            draft={draft}
            key={ref}
            onMark={(next) => {
              if (!mark.isPending) mark.mutate({ ref, mark: next, day: next && today() });
            }}
            partRef={ref}
          />
        ))}
      </ul>
      <Done>{said}</Done>
    </Section>
  );
}

interface Wish {
  ref: string;
  mark: Availability | null;
  day: string | null;
}

interface RowProps {
  draft: Draft;
  partRef: string;
  onMark: (mark: Availability | null) => void;
}

function Row({ draft, partRef, onMark }: RowProps) {
  const { t, date } = useSpeech();
  const { firm: texts } = useOwnerTexts();
  const names = useNames(draft);
  const says = (name: string) => draft.values[`capabilities/${partRef}/${name}`];
  const name = names.part("capabilities", partRef);
  const day = says("availability_as_of");
  return (
    <li className="grid min-w-0 grid-cols-1 gap-2 border-solid-gray-200 border-b pb-4 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <p className="font-700" lang="ja">
          {name}
        </p>
        <p className="text-solid-gray-700">
          {says("availability") && day ? t.match.asOf(date(day)) : texts.availabilityNone}
        </p>
      </div>
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{texts.availabilityOf(name)}</legend>
        {MARKS.map((mark) => {
          const isSet = says("availability") === mark;
          return (
            <button
              aria-label={t.availability[mark]}
              aria-pressed={isSet}
              className={`min-h-12 min-w-14 rounded-8 border-2 px-3 text-std-20B-150 ${isSet ? "border-blue-900 bg-blue-900 text-white" : "border-solid-gray-600 bg-white hover:bg-blue-50"}`}
              key={mark}
              onClick={() => onMark(isSet ? null : mark)}
              title={t.availability[mark]}
              type="button"
            >
              {mark}
            </button>
          );
        })}
      </fieldset>
    </li>
  );
}

/** Stored whatever else changed meanwhile: how busy one is now does not depend on it. */
function store({ firm }: Base, { ref, mark, day }: Wish) {
  return callTagged<UpdateCapabilityData, unknown>(
    {
      url: "/api/v1/firms/{firm_id}/capabilities/{capability_ref}",
      path: { firm_id: firm.id, capability_ref: ref },
      body: { availability: mark, availability_as_of: day },
    },
    { method: "PATCH" },
  );
}

function marked(draft: Draft, { ref, mark, day }: Wish): Draft {
  const path = `capabilities/${ref}`;
  const values = { ...draft.values };
  values[`${path}/availability`] = mark ?? "";
  values[`${path}/availability_as_of`] = day ?? "";
  return { ...draft, values };
}

/** The new revision where it comes right after the one that was read; else somebody wrote between. */
function follows(was: string | undefined, is: string | undefined): string | undefined {
  const revision = (etag: string | undefined) => Number(/\d+/.exec(etag ?? "")?.[0]);
  return revision(is) - revision(was) <= 1 ? is : was;
}
