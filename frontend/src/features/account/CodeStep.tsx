import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SignedInOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { refusalOf } from "@/lib/forms/refusal";
import { CallError } from "@/lib/problem";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { PageTitle } from "@/ui/PageTitle";
import { TEXT } from "@/ui/styles";
import { showSecondFactor, signOut } from "./questions";

interface Props {
  onSignedIn: (progress: SignedInOut) => Promise<void> | undefined;
  onStartAgain: () => void;
}

/** The second factor: a code from the telephone, or one of those on paper. */
export function CodeStep({ onSignedIn, onStartAgain }: Props) {
  const { signing, form } = useAccountTexts();
  const { language } = useSpeech();
  const [code, setCode] = useState("");
  const [isMissing, setMissing] = useState(false);
  const show = useMutation({ mutationFn: showSecondFactor, onSuccess: onSignedIn });
  const restart = useMutation({ mutationFn: signOut, onSettled: onStartAgain });
  const { faults, rest } = refusalOf(show.error, language, { code: "code" });
  const problem = rest instanceof CallError && rest.status === 401 ? rest.problem : undefined;
  const wrong = problem && (language === "ja" ? problem.detail : problem.detail_en);
  const fault = isMissing ? form.required(signing.code) : (faults.code ?? wrong);

  function submit() {
    setMissing(!code.trim());
    show.reset();
    if (code.trim()) show.mutate(code.trim());
  }

  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <PageTitle>{signing.codeTitle}</PageTitle>
      <p>{signing.codeLead}</p>
      <Form
        aside={
          <button className={TEXT} onClick={() => restart.mutate()} type="button">
            {signing.startAgain}
          </button>
        }
        error={wrong ? undefined : rest}
        faults={{ code: fault }}
        inputs={["code"]}
        isSending={show.isPending}
        onSubmit={submit}
        submit={signing.sendCode}
      >
        <TextInput
          autoComplete="one-time-code"
          fault={fault}
          hint={signing.codeHint}
          id="code"
          label={signing.code}
          onChange={setCode}
          value={code}
        />
      </Form>
    </div>
  );
}
