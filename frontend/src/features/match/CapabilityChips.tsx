import type { CapabilityOut, MatchOut } from "@/api";
import type { Messages } from "@/i18n/ja";
import { useSpeech } from "@/i18n/language";
import type { Span } from "@/lib/text";
import { CHIP } from "@/ui/styles";
import { marksIn } from "./evidence";
import { Marked } from "./Marked";

const FEW = 5;

interface Chip {
  text: string;
  spans: Span[];
}

/** What the firm works with and is certified for, and the numbers of the capability. */
export function CapabilityChips({ match }: { match: MatchOut }) {
  const { t } = useSpeech();
  const { firm, capability } = match;
  const numbers = useNumbers(capability);
  const availability = useAvailability(capability);
  const chips = (field: "processes" | "materials") =>
    (capability?.[field] ?? [])
      .map((text, at): Chip => ({ text, spans: marksIn(match, `${field}[${at}]`) }))
      .filter(({ spans }, at) => at < FEW || spans.length > 0);
  const groups = [
    { label: t.match.processes, chips: chips("processes") },
    { label: t.match.materials, chips: chips("materials") },
    { label: t.match.certification, chips: firm.certifications.map(plain) },
    { label: t.match.numbers, chips: numbers.map(plain) },
    { label: t.field.availability, chips: availability.map(plain) },
  ].filter((group) => group.chips.length > 0);
  if (!groups.length) return null;
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)]">
      {groups.map((group) => (
        <Chips key={group.label} {...group} />
      ))}
    </dl>
  );
}

const plain = (text: string): Chip => ({ text, spans: [] });

function Chips({ label, chips }: { label: string; chips: Chip[] }) {
  return (
    <>
      <dt className="text-solid-gray-700 text-std-16N-170">{label}</dt>
      <dd className="flex min-w-0 flex-wrap gap-2">
        {chips.map(({ text, spans }) => (
          <span className={CHIP} key={text}>
            <Marked spans={spans} text={text} />
          </span>
        ))}
      </dd>
    </>
  );
}

function useNumbers(capability: CapabilityOut | null): string[] {
  const { t, number } = useSpeech();
  if (!capability) return [];
  const { max_size_mm, tolerance_um, lot_min, lot_max, lead_time_days } = capability;
  return [
    max_size_mm !== null && t.match.upTo(t.number.max_size_mm(number(max_size_mm))),
    tolerance_um !== null && t.match.tolerance(t.number.tolerance_um(number(tolerance_um))),
    lotOf(t, lot_min !== null && number(lot_min), lot_max !== null && number(lot_max)),
    lead_time_days !== null &&
      t.match.leadTime(t.number.max_lead_time_days(number(lead_time_days))),
  ].filter((item) => typeof item === "string");
}

function lotOf({ match }: Messages, from: string | false, to: string | false) {
  if (from && to) return match.lots(from, to);
  return (from && match.lotFrom(from)) || (to && match.lotTo(to));
}

function useAvailability(capability: CapabilityOut | null): string[] {
  const { t, date } = useSpeech();
  if (!capability?.availability) return [];
  const { availability, availability_as_of } = capability;
  return [
    t.availability[availability],
    ...(availability_as_of ? [t.match.asOf(date(availability_as_of))] : []),
  ];
}
