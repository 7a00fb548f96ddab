import type { FacilityOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { Fact, Facts, Missing } from "@/ui/Facts";

/** Places of work. An unknown power area or river system is said to be unknown: not "none". */
export function Facilities({ facilities }: { facilities: FacilityOut[] }) {
  const { t } = useSpeech();
  const page = usePageTexts();
  const unknown = <Missing>{t.unknown}</Missing>;
  return (
    <section className="grid grid-cols-1 gap-4 print:gap-2">
      <h2 className="text-std-24B-150">{page.firm.facilities}</h2>
      {facilities.length === 0 && <p>{page.firm.noFacilities}</p>}
      {facilities.map((facility) => (
        <section
          className="grid grid-cols-1 gap-2 print:break-inside-avoid"
          key={facility.facility_ref}
        >
          <h3 className="text-std-18B-160">{facility.name ?? facility.facility_ref}</h3>
          <Facts isDense>
            <Fact label={page.firm.powerArea}>{facility.power_area ?? unknown}</Fact>
            <Fact label={page.firm.riverSystem}>{facility.river_system ?? unknown}</Fact>
            <Fact label={page.firm.municipalityCode}>{facility.municipality_code}</Fact>
          </Facts>
        </section>
      ))}
    </section>
  );
}
