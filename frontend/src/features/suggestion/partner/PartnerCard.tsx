import type { JointDevelopmentOut, PartnerFoundOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Fact, Facts } from "@/ui/Facts";
import { FirmLink } from "@/ui/FirmLink";
import { CHIP } from "@/ui/styles";
import { FirmLine } from "../FirmLine";
import { Forecast } from "./Forecast";
import { NextStep } from "./NextStep";
import { Shares } from "./Shares";

interface Props {
  /** The id of the firm for which a partner is looked for. */
  firmId: string;
  isOwn: boolean;
  partner: PartnerFoundOut;
}

/** One partner: what both share, what each lacks, how it would go on, and one thing to do. */
export function PartnerCard({ firmId, isOwn, partner }: Props) {
  const { say } = useSpeech();
  const { partners: texts } = useSuggestionTexts();
  const { firm, joint, is_other_cluster } = partner;
  return (
    <article className="grid grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 md:p-6 print:break-inside-avoid">
      <header className="grid grid-cols-1 gap-1">
        <h2 className="text-std-20B-150" lang="ja">
          <FirmLink firm={firm}>{firm.name}</FirmLink>
        </h2>
        {is_other_cluster && (
          <p>
            <span className={CHIP}>{texts.otherCluster}</span>
          </p>
        )}
        <FirmLine firm={firm} />
      </header>
      <p className="font-700">{say(joint)}</p>
      <div className="grid grid-cols-1 items-start gap-6 md:grid-cols-2 print:grid-cols-2">
        <Shares isOwn={isOwn} joint={joint} />
        <Forecast joint={joint} />
      </div>
      <Lacking isOwn={isOwn} joint={joint} />
      <NextStep firmId={firmId} isOwn={isOwn} partner={firm} />
    </article>
  );
}

function Lacking({ isOwn, joint }: { isOwn: boolean; joint: JointDevelopmentOut }) {
  const { partners: texts } = useSuggestionTexts();
  return (
    <Facts>
      <Fact label={isOwn ? texts.ownLacks : texts.firmLacks}>
        <Terms terms={joint.only_partner} />
      </Fact>
      <Fact label={texts.partnerLacks}>
        <Terms terms={joint.only_own} />
      </Fact>
      <Fact label={texts.shared}>
        <Terms terms={joint.shared} />
      </Fact>
    </Facts>
  );
}

function Terms({ terms }: { terms: readonly string[] }) {
  const { partners: texts } = useSuggestionTexts();
  if (!terms.length) return texts.nothing;
  return (
    <ul className="flex flex-wrap gap-2" lang="ja">
      {terms.map((term) => (
        <li className={CHIP} key={term}>
          {term}
        </li>
      ))}
    </ul>
  );
}
