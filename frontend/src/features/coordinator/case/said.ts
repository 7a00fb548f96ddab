import type { IntroductionEventOut } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { useChamberName, usePersonName } from "../names";

type Content = IntroductionEventOut["content"];

/** What an act says, in a few short pieces. */
export function useSaid({ act, content }: IntroductionEventOut): string[] {
  const texts = useIntroductionTexts();
  const { t, date, number, language } = useSpeech();
  const chamber = useChamberName();
  const person = usePersonName();
  const called = (names: Record<string, string>, value: unknown) =>
    names[text(value)] ?? text(value);
  const side = called(texts.side, content.side);
  const pieces = (): (string | false)[] => {
    switch (act) {
      case "opened":
        return [
          text(content.title),
          has(content.again_because) && texts.case.again(text(content.again_because)),
        ];
      case "moved":
        return [called(texts.stage, content.to)];
      case "answered": {
        const why = has(content.reason) ? t.aside(called(texts.reason, content.reason)) : "";
        return [
          side + t.colon + (content.is_yes ? texts.case.yes : texts.case.no) + why,
          ...heard(),
        ];
      }
      case "term_agreed":
        return [
          called(texts.term, content.term) + t.colon + text(content.sentence),
          date(text(content.on)),
        ];
      case "edited":
        return [
          has(content.title) && `${texts.list.what}${t.colon}${text(content.title)}`,
          has(content.coordinator_ref) &&
            `${texts.case.coordinator}${t.colon}${person(text(content.coordinator_ref)) ?? texts.case.somebody}`,
        ];
      case "hand_over_proposed":
      case "hand_over_accepted":
        return [chamber(text(content.to_ref))];
      case "released":
        return [called(texts.path, content.path), ...heard()];
      case "revoked":
        return [called(texts.path, content.path)];
      case "rung_reached":
        return [
          called(texts.rung, content.rung) +
            t.aside(texts.case.until(date(text(content.valid_until)))),
          ...listOf(content.evidence).map(proof),
        ];
      case "outcome_told":
        return [
          side + t.aside(texts.case.after(Number(content.after_days))),
          ...listOf(content.items).map((item) => called(texts.item, item)),
          has(content.orders) && texts.case.yen(number(text(content.orders))),
          ...heard(),
        ];
      case "closed":
        return [
          called(texts.ending, content.ending) +
            (has(content.reason) ? t.aside(called(texts.reason, content.reason)) : ""),
          has(content.told) && text(language === "ja" ? content.told : content.told_en),
        ];
      default:
        return [];
    }
  };

  function heard(): string[] {
    const { means, said_by } = recordOf(content.heard);
    if (!has(means)) return [texts.case.onTheWeb];
    return [texts.case.heard(called(texts.means, means), text(said_by))];
  }

  function proof(item: unknown): string {
    const { kind, text: what, on, person: who } = recordOf(item);
    const details = [text(what), date(text(on)), text(who)].join(t.separator);
    return called(texts.evidence, kind) + t.aside(details);
  }

  return pieces().filter((piece): piece is string => !!piece);
}

const has = (value: unknown) => value !== undefined && value !== null && value !== "";
const text = (value: unknown) => (has(value) ? String(value) : "");
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const recordOf = (value: unknown): Content =>
  typeof value === "object" && value !== null ? (value as Content) : {};
