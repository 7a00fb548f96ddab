import type { FixationOut } from "@/api";
import { useNetworkTexts } from "@/i18n/network";
import { Fact, Facts } from "@/ui/Facts";
import { Section } from "@/ui/parts/Section";

/** What stands beside the index: by choice or by size, breadth, outside and inside. */
export function OtherWays({ report }: { report: FixationOut }) {
  const { fixation: texts } = useNetworkTexts();
  const { regions, locked_in_firms, external_internal } = report;
  return (
    <Section title={texts.other}>
      <Facts isDense>
        <Fact label={texts.byChoice}>
          <ByChoice report={report} />
        </Fact>
        <Fact label={texts.regions}>
          {regions === null ? texts.unknown : texts.regionsText(regions.toFixed(1))}
        </Fact>
        <Fact label={texts.externalInternal}>
          {external_internal === null ? texts.unknown : <Balance value={external_internal} />}
        </Fact>
        <Fact label={texts.lockedIn}>
          {locked_in_firms === null
            ? texts.unknown
            : texts.lockedInText((100 * locked_in_firms).toFixed(0))}
        </Fact>
      </Facts>
    </Section>
  );
}

/** Nothing where everybody has met everybody, and where no pair could have repeated. */
function ByChoice({ report: { by_choice, confidence } }: { report: FixationOut }) {
  const { fixation: texts } = useNetworkTexts();
  if (by_choice === null) {
    return confidence === "insufficient" ? texts.unknown : texts.byChoiceNone;
  }
  if (by_choice < 0) return texts.byChoiceNegative;
  return texts.byChoiceText((100 * by_choice).toFixed(0));
}

const NEAR = 0.1; // closer to nothing than one tie in twenty would move it

function Balance({ value }: { value: number }) {
  const { fixation: texts } = useNetworkTexts();
  const side = Math.abs(value) < NEAR ? texts.balanced : value > 0 ? texts.outside : texts.inside;
  const sign = value > 0 ? "+" : value < 0 ? "−" : "";
  return texts.externalInternalText(`${sign}${Math.abs(value).toFixed(2)}`, side);
}
