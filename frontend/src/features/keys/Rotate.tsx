import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import type { IssuedKeyOut, KeyOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { useOrganisationTexts } from "@/i18n/organisation";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { readNumber } from "@/lib/text";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { OUTLINE, TEXT } from "@/ui/styles";
import { isWhole } from "./draft";
import { rotateKey } from "./questions";

interface Props {
  of: KeyOut;
  onRotated: (answer: IssuedKeyOut) => void;
}

/** Asks for how long the former secret shall work, then gives the key a new one. */
export function Rotate({ of: key, onRotated }: Props) {
  const { keys, of } = useOrganisationTexts();
  const { form } = useAccountTexts();
  const { language } = useSpeech();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [overlap, setOverlap] = useState("0");
  const [days, setDays] = useState("");
  const [wrong, setWrong] = useState<Faults>({});
  const rotate = useMutation({
    mutationFn: () =>
      rotateKey(key.key_ref, {
        overlap_days: readNumber(overlap),
        days: days.trim() ? readNumber(days) : null,
      }),
    onSuccess: (answer) => {
      dialog.current?.close(); // first: what changes behind an open dialog is not announced
      onRotated(answer);
    },
  });
  const refusal = refusalOf(rotate.error, language, {
    overlap_days: `${id}-overlap`,
    days: `${id}-days`,
  });
  const faults = { ...refusal.faults, ...wrong };

  function submit() {
    const found: Faults = {};
    if (!isWhole(overlap, 0, 7)) found[`${id}-overlap`] = keys.overlapWrong;
    if (days.trim() && !isWhole(days, 1, 400)) found[`${id}-days`] = keys.daysWrong;
    setWrong(found);
    rotate.reset();
    if (!Object.keys(found).length) rotate.mutate();
  }

  return (
    <>
      <button className={TEXT} onClick={() => dialog.current?.showModal()} type="button">
        {keys.rotate}
        <span className="sr-only">{of(key.name)}</span>
      </button>
      <dialog
        aria-labelledby={`${id}-title`}
        className="m-auto w-[min(36rem,calc(100vw-2rem))] rounded-8 border border-solid-gray-420 bg-white p-4 text-left text-solid-gray-800 backdrop:bg-black/50 md:p-6"
        ref={dialog}
      >
        <div className="grid grid-cols-1 gap-4">
          <h2 className="text-std-20B-150" id={`${id}-title`}>
            {keys.rotate}
            {of(key.name)}
          </h2>
          <p>{keys.rotateLead}</p>
          <Form
            aside={
              <button className={OUTLINE} onClick={() => dialog.current?.close()} type="button">
                {form.cancel}
              </button>
            }
            error={refusal.rest}
            faults={faults}
            inputs={[`${id}-overlap`, `${id}-days`]}
            isSending={rotate.isPending}
            onSubmit={submit}
            submit={keys.rotate}
          >
            <TextInput
              fault={faults[`${id}-overlap`]}
              hint={keys.overlapHint}
              id={`${id}-overlap`}
              inputMode="numeric"
              label={keys.overlap}
              onChange={setOverlap}
              value={overlap}
            />
            <TextInput
              fault={faults[`${id}-days`]}
              hint={keys.newDaysHint}
              id={`${id}-days`}
              inputMode="numeric"
              isOptional
              label={keys.newDays}
              onChange={setDays}
              value={days}
            />
          </Form>
        </div>
      </dialog>
    </>
  );
}
