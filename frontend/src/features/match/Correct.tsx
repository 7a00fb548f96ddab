import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { CorrectionBody, MatchOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { CheckIcon } from "@/ui/icons";
import { TEXT } from "@/ui/styles";
import type { Asked } from "./asked";
import type { Subject } from "./corrections";

const CorrectionDialog = lazy(async () => ({
  default: (await import("./CorrectionDialog")).CorrectionDialog,
}));

interface Props {
  asked: Asked;
  match: MatchOut;
  /** Where it goes, if not to the corrections. */
  send?: (body: CorrectionBody) => Promise<unknown>;
}

/** Lets the reader say, once an answer, that the firm does not fit. */
export function Correct({ asked, match: { firm, capability }, send }: Props) {
  const subject: Subject = {
    ...asked,
    firm_ref: firm.firm_ref,
    capability_ref: capability?.capability_ref ?? null,
  };
  // The same firm in another answer has yet to be judged.
  return <Control key={JSON.stringify(subject)} name={firm.name} send={send} subject={subject} />;
}

interface ControlProps extends Pick<Props, "send"> {
  name: string;
  subject: Subject;
}

function Control({ name, subject, send }: ControlProps) {
  const { t } = useSpeech();
  const [isRecorded, record] = useRecorded(subject);
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <button
        aria-disabled={isRecorded}
        aria-haspopup="dialog"
        className={`${TEXT} aria-disabled:cursor-not-allowed aria-disabled:text-solid-gray-600! aria-disabled:no-underline`}
        onClick={isRecorded ? undefined : () => setDialog("open")}
        type="button"
      >
        {t.match.wrong}
        <span className="sr-only">{t.match.wrongOf(name)}</span>
      </button>
      <span aria-live="polite" className="text-green-900">
        {isRecorded && (
          <>
            <CheckIcon /> {t.match.recorded}
          </>
        )}
      </span>
      {dialog !== "unopened" && (
        <Suspense>
          <CorrectionDialog
            isOpen={dialog === "open"}
            name={name}
            onClose={() => setDialog("closed")}
            onRecorded={record}
            send={send}
            subject={subject}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Remembered for as long as the answer itself, so that Back shows the card as it was left. */
function useRecorded(subject: Subject): [boolean, () => void] {
  const client = useQueryClient();
  const key = ["corrected", subject];
  const [isRecorded, setRecorded] = useState(() => client.getQueryData(key) === true);
  return [
    isRecorded,
    () => {
      client.setQueryData(key, true);
      setRecorded(true);
    },
  ];
}
