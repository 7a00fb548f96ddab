import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CapabilityOut, FirmOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { alternativesTo } from "@/lib/search";
import { Fact, Facts } from "@/ui/Facts";
import { OUTLINE } from "@/ui/styles";

interface Props {
  firm: FirmOut;
  capability: CapabilityOut;
}

/** One capability, with the way to firms that could do the same. */
export function CapabilitySection({ firm, capability }: Props) {
  const page = usePageTexts();
  return (
    <CapabilityFacts capability={capability} firm={firm}>
      <p>
        <Link className={OUTLINE} search={alternativesTo(firm, capability)} to="/">
          {page.firm.alternatives}
          <span className="sr-only">{page.firm.alternativesOf(capability.title ?? firm.name)}</span>
        </Link>
      </p>
    </CapabilityFacts>
  );
}

/** Its words, then its numbers with units. */
export function CapabilityFacts({ firm, capability, children }: Props & { children?: ReactNode }) {
  const { t, number } = useSpeech();
  const page = usePageTexts();
  const amount = (value: number | string | null, say: (value: string) => string) =>
    value !== null && say(number(value));
  return (
    <section className="grid grid-cols-1 gap-3 rounded-8 border border-solid-gray-420 p-4 md:p-6 print:break-inside-avoid print:gap-1 print:p-2">
      <h3 className="text-std-20B-150" lang={capability.title ? "ja" : undefined}>
        {capability.title ?? page.firm.capabilities}
      </h3>
      {capability.description && <p lang="ja">{capability.description}</p>}
      <Facts isDense>
        <Fact label={page.firm.processes}>{capability.processes.join(t.separator)}</Fact>
        <Fact label={page.firm.materials}>{capability.materials.join(t.separator)}</Fact>
        <Fact label={page.firm.equipment}>{capability.equipment.join(t.separator)}</Fact>
        <Fact label={page.firm.maxSize}>
          {amount(capability.max_size_mm, t.number.max_size_mm)}
        </Fact>
        <Fact label={page.firm.tolerance}>
          {amount(capability.tolerance_um, t.number.tolerance_um)}
        </Fact>
        <Fact label={page.firm.lot}>{useLot(capability)}</Fact>
        <Fact label={page.firm.leadTime}>
          {amount(capability.lead_time_days, t.number.max_lead_time_days)}
        </Fact>
        <Fact label={page.firm.capacity}>
          {amount(capability.capacity_per_month, t.number.capacity_per_month)}
        </Fact>
        <Fact label={page.firm.availability}>{useAvailability(capability)}</Fact>
        <Fact label={page.firm.facility}>
          {facilityName(firm, capability) ?? page.firm.ownPlace}
        </Fact>
      </Facts>
      {children}
    </section>
  );
}

function useLot({ lot_min, lot_max }: CapabilityOut): string | null {
  const { t, number } = useSpeech();
  const page = usePageTexts();
  if (lot_min === null && lot_max === null) return null;
  const end = (value: number | null) => (value === null ? t.unstated : t.number.lot(number(value)));
  return page.firm.lotRange(end(lot_min), end(lot_max));
}

function useAvailability({ availability, availability_as_of }: CapabilityOut): string | null {
  const { t, date } = useSpeech();
  if (!availability) return null;
  const when = availability_as_of ? date(availability_as_of) : t.unknown;
  return t.availability[availability] + t.aside(t.match.asOf(when));
}

function facilityName(firm: FirmOut, { facility_ref }: CapabilityOut) {
  const facility = firm.facilities.find((item) => item.facility_ref === facility_ref);
  return facility?.name ?? facility?.facility_ref;
}
