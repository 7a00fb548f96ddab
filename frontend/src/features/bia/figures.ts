import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";

type Figure = number | null | undefined;

/** Writes figures with their units; what is not known is said in a word. */
export function useFigures() {
  const { number } = useSpeech();
  const { units } = useBiaTexts();
  const said =
    (write: (value: number) => string) =>
    (value: Figure, none: string = units.unknown) =>
      value === null || value === undefined ? none : write(value);
  const short = (value: number) => number(Number(value.toFixed(2)));
  return {
    yen: said((value) => units.yen(number(value))),
    days: said((value) => units.days(short(value))),
    hours: said((value) => units.hours(short(value))),
    pieces: said((value) => units.pieces(short(value))),
    share: said((value) => `${number(Number((value * 100).toFixed(1)))} %`),
    score: said((value) => value.toFixed(1)),
    plain: said(short),
  };
}
