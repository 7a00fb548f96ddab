import type { AlternativeOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { Fact, Facts } from "@/ui/Facts";
import { FirmLink } from "@/ui/FirmLink";
import { CHIP, SOLID } from "@/ui/styles";
import { useFigures } from "../figures";
import { useWork } from "../work";
import { BeforeAfter } from "./BeforeAfter";

interface Props {
  item: AlternativeOut;
  isAdded?: boolean;
  isAdding: boolean;
  onAdd: () => void;
}

/** One firm: why it fits, what would hit it as well, and what it would change. */
export function Alternative({ item, isAdded, isAdding, onAdd }: Props) {
  const { alternatives: texts } = useBiaTexts();
  const { t } = useSpeech();
  const { body } = useWork();
  const figures = useFigures();
  const { firm, option, before, after, qualified } = item;
  const place = [firm.prefecture, firm.municipality].filter(Boolean).join(" ");
  const scenario = body.scenarios?.find(({ ref }) => ref === after.scenario_ref)?.name ?? "";
  return (
    <article className="grid min-w-0 grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 md:p-6">
      <header className="grid grid-cols-1 gap-1">
        <h3 className="text-std-20B-150" lang="ja">
          <FirmLink firm={firm}>{firm.name}</FirmLink>
        </h3>
        <p lang="ja">
          {[place, firm.cluster].filter(Boolean).join(t.separator)}{" "}
          <span className={CHIP}>{item.fit}</span>
        </p>
      </header>
      <div>
        <p className="font-700">{texts.reasons}</p>
        <ul className="list-disc pl-6" lang="ja">
          {item.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      <Hazards item={item} />
      <BeforeAfter
        after={after}
        before={before}
        caption={texts.change(scenario)}
        qualified={qualified}
      />
      <Facts isDense>
        <Fact label={texts.avoided(scenario)}>{figures.yen(item.loss_avoided)}</Fact>
        <Fact label={texts.expected}>{figures.yen(item.expected_loss_avoided)}</Fact>
        <Fact label={texts.whenQualified}>{figures.yen(item.qualified_loss_avoided)}</Fact>
        <Fact label={texts.rampUp}>{figures.days(option.ramp_days ?? 0)}</Fact>
        <Fact label={texts.capacity}>
          {figures.pieces(option.capacity_per_day, texts.whatIsNeeded)}
        </Fact>
        {item.assumed.length > 0 && (
          <Fact label={texts.assumed}>
            <span lang="ja">{item.assumed.join(t.separator)}</span>
          </Fact>
        )}
      </Facts>
      <p lang="ja">{item.plan_sentence}</p>
      <p>
        {isAdded ? (
          <span className="font-700 text-green-900">{texts.isAdded}</span>
        ) : (
          <button aria-disabled={isAdding} className={SOLID} onClick={onAdd} type="button">
            {texts.add}
            <span className="sr-only">{t.aside(firm.name)}</span>
          </button>
        )}
      </p>
    </article>
  );
}

/** Which disasters would hit it together with the firm itself, in words. */
function Hazards({ item }: { item: AlternativeOut }) {
  const { alternatives: texts, choices } = useBiaTexts();
  const { t } = useSpeech();
  const { body } = useWork();
  const figures = useFigures();
  return (
    <div>
      <p className="font-700">
        {texts.hazards}
        {t.aside(texts.independence(figures.share(item.hazard_independence)))}
      </p>
      <ul className="list-disc pl-6">
        {item.exposures.map(({ scenario_ref, exposure, shared }) => (
          <li key={scenario_ref}>
            <span lang="ja">
              {body.scenarios?.find(({ ref }) => ref === scenario_ref)?.name ?? scenario_ref}
            </span>
            {t.colon}
            {choices.exposure[exposure]}
            {shared.length > 0 && <span lang="ja">{t.aside(shared.join(t.separator))}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
