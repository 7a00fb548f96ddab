import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SetUpOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { Section } from "@/ui/parts/Section";
import { confirmSecondFactor } from "./questions";

interface Props {
  setUp: SetUpOut;
  onConfirmed: (codes: string[]) => void;
}

/** The picture for the telephone, and the first code that shows that it has been read. */
export function ScanStep({ setUp, onConfirmed }: Props) {
  const { secondFactor: text, form } = useAccountTexts();
  const { language } = useSpeech();
  const [code, setCode] = useState("");
  const [missing, setMissing] = useState<Faults>({});
  const confirm = useMutation({
    mutationFn: confirmSecondFactor,
    onSuccess: ({ recovery_codes }) => onConfirmed(recovery_codes),
  });
  const refusal = refusalOf(confirm.error, language, { code: "code" });
  const faults = { ...refusal.faults, ...missing };

  function submit() {
    setMissing(code.trim() ? {} : { code: form.required(text.code) });
    confirm.reset();
    if (code.trim()) confirm.mutate(code.trim());
  }

  return (
    <>
      <Section title={text.scan}>
        <p>{text.scanLead}</p>
        <img
          alt={text.picture}
          className="size-56 max-w-full border border-solid-gray-420 bg-white p-2"
          height="224"
          src={`data:image/svg+xml,${encodeURIComponent(setUp.picture)}`}
          width="224"
        />
        <p>
          {text.bySecret}
          <span className="block font-700 font-mono">{grouped(setUp.secret)}</span>
        </p>
      </Section>
      <Section title={text.confirm}>
        <Form
          error={refusal.rest}
          faults={faults}
          inputs={["code"]}
          isSending={confirm.isPending}
          onSubmit={submit}
          submit={text.turnOn}
        >
          <TextInput
            autoComplete="one-time-code"
            fault={faults.code}
            id="code"
            inputMode="numeric"
            label={text.code}
            onChange={setCode}
            value={code}
          />
        </Form>
      </Section>
    </>
  );
}

/** In fours, as people read it to a telephone; apps ignore the spaces. */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, "$1 ");
