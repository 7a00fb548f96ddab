import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { DigestPreferenceOut } from "@/api";
import { useDigestTexts } from "@/i18n/digest";
import { useSpeech } from "@/i18n/language";
import { useMoment } from "@/i18n/moment";
import { refusalOf } from "@/lib/forms/refusal";
import { keysOf } from "@/lib/keysOf";
import { Field } from "@/ui/Field";
import { Choices } from "@/ui/forms/Choices";
import { Done } from "@/ui/forms/Done";
import { Form } from "@/ui/forms/Form";
import { SelectInput } from "@/ui/forms/SelectInput";
import { AlertIcon } from "@/ui/icons";
import { Section } from "@/ui/parts/Section";
import { INPUT } from "@/ui/styles";
import { preferenceQuestion, savePreference } from "./questions";

interface Props {
  preference: DigestPreferenceOut;
  hasAgreed: boolean;
}

/** How often, on which day and at what time; three big choices first. */
export function When({ preference, hasAgreed }: Props) {
  const texts = useDigestTexts();
  const { language } = useSpeech();
  const client = useQueryClient();
  const [frequency, setFrequency] = useState(preference.frequency);
  const [weekday, setWeekday] = useState(preference.weekday);
  const [time, setTime] = useState(preference.time);
  const save = useMutation({
    mutationFn: savePreference,
    onSuccess: (saved) => client.setQueryData(preferenceQuestion.queryKey, saved),
  });
  const { faults, rest } = refusalOf(save.error, language, { time: "digest-time" });
  return (
    <Section title={texts.when.title}>
      <Next hasAgreed={hasAgreed} preference={preference} />
      <Form
        error={rest}
        faults={faults}
        inputs={["digest-time"]}
        isSending={save.isPending}
        label={texts.when.title}
        onSubmit={() => save.mutate({ frequency, weekday, time })}
        submit={texts.when.save}
      >
        <Choices
          chosen={[frequency]}
          id="digest-frequency"
          isSingle
          legend={texts.when.frequency}
          onChange={([chosen]) => chosen && setFrequency(chosen)}
          options={keysOf(texts.frequencies).map((value) => ({
            value,
            label: texts.frequencies[value],
            hint: texts.when.hints[value],
          }))}
        />
        {frequency !== "never" && (
          <div className="grid max-w-[30rem] grid-cols-1 gap-4 sm:grid-cols-2">
            <SelectInput
              id="digest-weekday"
              label={texts.when.weekday}
              onChange={(value) => setWeekday(Number(value))}
              options={texts.when.weekdays.map((label, at) => ({ value: String(at + 1), label }))}
              value={String(weekday)}
            />
            <Field error={faults["digest-time"]} id="digest-time" label={texts.when.time}>
              <input
                aria-invalid={!!faults["digest-time"]}
                className={INPUT}
                id="digest-time"
                onChange={(event) => setTime(event.target.value)}
                type="time"
                value={time}
              />
            </Field>
          </div>
        )}
      </Form>
      <Done>{save.isSuccess && texts.when.saved}</Done>
    </Section>
  );
}

function Next({ preference, hasAgreed }: Props) {
  const texts = useDigestTexts();
  const { say } = useSpeech();
  const moment = useMoment();
  const { pause_text, pause_text_en, next_at } = preference;
  if (pause_text) {
    return (
      <p className="rounded-8 border-2 border-error-1 p-4">
        <AlertIcon /> {say({ text: pause_text, text_en: pause_text_en ?? pause_text })}
      </p>
    );
  }
  if (!hasAgreed) {
    return (
      <p>
        {texts.when.unagreed}{" "}
        <Link search={{ next: "/my/digest" }} to="/terms">
          {texts.when.terms}
        </Link>
      </p>
    );
  }
  return <p>{next_at ? texts.when.next(moment(next_at)) : texts.when.stopped}</p>;
}
