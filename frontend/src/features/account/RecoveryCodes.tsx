import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { AlertIcon } from "@/ui/icons";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, SOLID } from "@/ui/styles";

interface Props {
  codes: string[];
  name: string;
  onKept: () => void;
}

/** The way in for the day on which the telephone is lost; fits on a sheet of paper. */
export function RecoveryCodes({ codes, name, onKept }: Props) {
  const { secondFactor: text } = useAccountTexts();
  const { date, t } = useSpeech();
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <PageTitle>{text.recoveryTitle}</PageTitle>
      <p>{text.recoveryLead}</p>
      <p className="font-700 text-error-2 print:hidden">
        <AlertIcon /> {text.recoveryKeep}
      </p>
      <ol className="grid list-decimal grid-cols-1 gap-2 rounded-8 border border-solid-gray-420 p-4 pl-12 font-mono text-std-20B-150 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="hidden print:block">
        {t.site} {window.location.origin}
        <br />
        {text.printedFor(name, date(new Date().toISOString()))}
      </p>
      <p className="flex flex-wrap gap-3">
        <button className={SOLID} onClick={() => window.print()} type="button">
          {text.print}
        </button>
        <button className={OUTLINE} onClick={onKept} type="button">
          {text.kept}
        </button>
      </p>
    </div>
  );
}
