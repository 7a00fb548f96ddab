import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { meQuestion } from "@/lib/me";
import type { Me } from "@/lib/signing/rights";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Form } from "@/ui/forms/Form";
import { CheckIcon } from "@/ui/icons";
import { PageTitle } from "@/ui/PageTitle";
import { BackToAccount } from "@/ui/signing/BackToAccount";
import { SignedIn } from "@/ui/signing/SignedIn";
import { beginSecondFactor, removeSecondFactor } from "./questions";
import { RecoveryCodes } from "./RecoveryCodes";
import { ScanStep } from "./ScanStep";

export function SecondFactorPage() {
  const { secondFactor } = useAccountTexts();
  return <SignedIn title={secondFactor.title}>{(me) => <SecondFactor me={me} />}</SignedIn>;
}

/** Three steps: begin, scan and confirm, keep the recovery codes. */
function SecondFactor({ me }: { me: Me }) {
  const { secondFactor: text } = useAccountTexts();
  const client = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  const begin = useMutation({ mutationFn: beginSecondFactor });
  const askAgain = () => client.invalidateQueries({ queryKey: meQuestion.queryKey, exact: true });

  function finish() {
    setCodes(undefined);
    begin.reset();
  }

  if (codes) return <RecoveryCodes codes={codes} name={me.person.name} onKept={finish} />;
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <BackToAccount />
      <PageTitle>{text.title}</PageTitle>
      {me.has_second_factor ? (
        <IsOn left={me.recovery_codes_left ?? 0} onRemoved={askAgain} />
      ) : begin.data ? (
        <ScanStep
          onConfirmed={(shown) => {
            setCodes(shown);
            askAgain();
          }}
          setUp={begin.data}
        />
      ) : (
        <>
          <p>{text.lead}</p>
          <Form
            error={begin.error}
            isSending={begin.isPending}
            onSubmit={() => begin.mutate()}
            submit={text.begin}
          />
        </>
      )}
    </div>
  );
}

function IsOn({ left, onRemoved }: { left: number; onRemoved: () => void }) {
  const { secondFactor: text } = useAccountTexts();
  const { number } = useSpeech();
  return (
    <>
      <p className="text-green-900">
        <CheckIcon /> {text.isOn}
      </p>
      <p>{text.codesLeft(number(left))}</p>
      <div>
        <AskFirst
          act={removeSecondFactor}
          isButton
          label={text.remove}
          onDone={onRemoved}
          title={text.removeTitle}
        >
          <p>{text.removeLead}</p>
        </AskFirst>
      </div>
    </>
  );
}
