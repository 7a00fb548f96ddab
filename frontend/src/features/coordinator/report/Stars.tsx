import type { ShareOut, YearlyReportOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";

/** The three values that this network means to beat, beside those of 2011. */
export function Stars({ report: { outcomes } }: { report: YearlyReportOut }) {
  const { report: texts } = useCoordinatorTexts();
  const { item, column } = useIntroductionTexts();
  const { t } = useSpeech();
  const share = useShare();
  return (
    <section className="grid grid-cols-1 gap-3 print:gap-1">
      <h3 className="text-std-20B-150">{texts.stars}</h3>
      <p className="print:hidden">{texts.starsLead}</p>
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-3 print:grid-cols-3">
        {outcomes
          .filter(({ is_north_star }) => is_north_star)
          .map((star) => (
            <li className="rounded-8 border-2 border-blue-900 p-3 print:p-1" key={star.item}>
              <p className="font-700">
                {item[star.item]}
                {star.item.endsWith(".none") &&
                  t.aside(column[star.item.split(".")[0] as keyof typeof column])}
              </p>
              <p className="text-std-24B-150 print:text-std-17N-170">{share(star.told)}</p>
              <p className="text-solid-gray-700">
                {texts.baseline}
                {t.colon}
                {share(star.baseline)}
              </p>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** A share as a percentage, once there are enough answers to say one. */
export function useShare() {
  const { report: texts } = useCoordinatorTexts();
  return (share: ShareOut) =>
    share.percent === null ? texts.tooFew : texts.percent(share.percent.toFixed(1));
}
